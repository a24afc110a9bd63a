/**
 * Writes what a person said into an XMP packet and leaves everything else in it as it was: develop settings, faces and
 * histories of other programs are theirs.
 */
import { DOMParser, MIME_TYPE, XMLSerializer, type Document, type Element } from '@xmldom/xmldom';

/** Only the fields that are named are written; an empty one is taken away. */
export interface XmpWords {
  readonly title?: string;
  readonly caption?: string;
  /** -1 rejects, as Adobe writes it. */
  readonly rating?: number;
  readonly label?: string;
  readonly tags?: readonly string[];
}

const spaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  dc: 'http://purl.org/dc/elements/1.1/',
} as const;

const emptyPacket = `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="ImaLink">
 <rdf:RDF xmlns:rdf="${spaces.rdf}">
  <rdf:Description rdf:about="" xmlns:xmp="${spaces.xmp}" xmlns:dc="${spaces.dc}"/>
 </rdf:RDF>
</x:xmpmeta>
`;

/**
 * @param packet the sidecar as it stands; null makes a new one
 * @returns the new text, or null when the packet says all of it already
 * @throws Error when the packet is not XMP that can be read: then it must stay as it is
 */
export function editXmp(packet: string | null, words: XmpWords): string | null {
  const document = parse(packet ?? emptyPacket);
  const before = packet === null ? '' : serialise(document);
  const [main, ...others] = [...document.getElementsByTagNameNS(spaces.rdf, 'Description')].filter((each) => isOfFile(each));
  if (!main) throw new Error('there is no rdf:Description in it');
  const all = [main, ...others];
  const { title, caption, rating, label, tags } = words;
  if (rating !== undefined) setValue(all, 'Rating', String(rating));
  if (label !== undefined) setValue(all, 'Label', label);
  if (title !== undefined) setText(all, 'title', title);
  if (caption !== undefined) setText(all, 'description', caption);
  if (tags !== undefined) setTags(all, main, tags);
  const after = serialise(document);
  return after === before ? null : after;
}

function parse(text: string): Document {
  const document = new DOMParser({
    // What a lenient reader would guess at is not written back: the file of another program could lose something.
    onError: (_level, message) => {
      throw new Error(message);
    },
  }).parseFromString(text.replace(/^\ufeff/, ''), MIME_TYPE.XML_APPLICATION);
  if (document.getElementsByTagNameNS(spaces.rdf, 'RDF').length !== 1) throw new Error('there is no rdf:RDF in it');
  return document;
}

const serialise = (document: Document): string => new XMLSerializer().serializeToString(document);

/** Descriptions inside of structures are of something else. */
const isOfFile = (description: Element): boolean => (description.parentNode as Element | null)?.localName === 'RDF';

function removeProperty(description: Element, space: string, name: string): void {
  description.removeAttributeNS(space, name);
  for (const child of childrenNamed(description, space, name)) {
    const blank = child.previousSibling;
    if (blank?.nodeType === blank?.TEXT_NODE && blank?.nodeValue?.trim() === '') description.removeChild(blank);
    description.removeChild(child);
  }
}

const childrenNamed = (parent: Element, space: string, name: string): Element[] =>
  [...parent.childNodes].filter((node): node is Element => {
    const element = node as Element;
    return element.nodeType === element.ELEMENT_NODE && element.namespaceURI === space && element.localName === name;
  });

/** A plain value, in the place and form it has: as an attribute, as most programs write it, or as an element. Empty takes it away. */
function setValue(descriptions: readonly Element[], name: 'Rating' | 'Label', value: string): void {
  const holder = descriptions.find((each) => each.hasAttributeNS(spaces.xmp, name));
  const element = descriptions.flatMap((each) => childrenNamed(each, spaces.xmp, name))[0];
  if (value === '') for (const description of descriptions) removeProperty(description, spaces.xmp, name);
  else if (holder) holder.setAttributeNS(spaces.xmp, `${declared(holder, 'xmp')}:${name}`, value);
  else if (element) element.textContent = value;
  else descriptions[0]?.setAttributeNS(spaces.xmp, `${declared(descriptions[0], 'xmp')}:${name}`, value);
}

function setTags(descriptions: readonly Element[], main: Element, tags: readonly string[]): void {
  const written = descriptions
    .flatMap((each) => childrenNamed(each, spaces.dc, 'subject'))
    .flatMap((subject) => [...subject.getElementsByTagNameNS(spaces.rdf, 'li')].map((item) => item.textContent));
  if (written.length === tags.length && tags.every((tag) => written.includes(tag))) return;
  for (const description of descriptions) removeProperty(description, spaces.dc, 'subject');
  if (tags.length > 0) addList(main, 'subject', 'Bag', tags);
}

/** The prefix the packet has for a namespace: old ones say `xap` where new ones say `xmp`. */
function declared(description: Element, prefix: keyof typeof spaces): string {
  return description.lookupPrefix(spaces[prefix]) ?? prefix;
}

/** A text in the default language; what stands in other languages stays. */
function setText(descriptions: readonly Element[], name: 'title' | 'description', text: string): void {
  const existing = descriptions.flatMap((description) => childrenNamed(description, spaces.dc, name))[0];
  const items = existing ? [...existing.getElementsByTagNameNS(spaces.rdf, 'li')] : [];
  const main = items.find((item) => item.getAttribute('xml:lang') === 'x-default');
  const hasOthers = items.some((item) => item !== main);
  if (main && (text !== '' || hasOthers)) {
    if (text === '') main.parentNode?.removeChild(main);
    else if (main.textContent !== text) main.textContent = text;
    return;
  }
  for (const description of descriptions) removeProperty(description, spaces.dc, name);
  const [first] = descriptions;
  if (text !== '' && first) addList(first, name, 'Alt', [text]);
}

function addList(description: Element, name: string, kind: 'Alt' | 'Bag', values: readonly string[]): void {
  const document = description.ownerDocument as Document;
  const make = (prefix: 'dc' | 'rdf', local: string): Element =>
    document.createElementNS(spaces[prefix], `${declared(description, prefix)}:${local}`);
  const property = make('dc', name);
  const list = make('rdf', kind);
  for (const value of values) {
    const item = make('rdf', 'li');
    if (kind === 'Alt') item.setAttribute('xml:lang', 'x-default');
    item.appendChild(document.createTextNode(value));
    list.appendChild(item);
  }
  property.appendChild(list);
  description.appendChild(property);
}
