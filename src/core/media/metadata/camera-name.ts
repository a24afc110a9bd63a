/** Make and model as a person would say them. Pure. */

/** Brands that stand at the head of the model although the make names their owner. */
const brandsInModels = ['PENTAX', 'KODAK', 'KONICA', 'MINOLTA', 'LEICA', 'HASSELBLAD', 'LUMIX'];
const companyWords =
  /[,.]?\s*\b(corporation|corp|company|imaging|optical|electric|camera|computer|systems?|inc|ltd|co|gmbh|ag|ab|k\.?k|digital)\b\.?/gi;

/**
 * `Canon` + `Canon EOS 40D` → `Canon EOS 40D`; `NIKON CORPORATION` + `NIKON D70` → `NIKON D70`;
 * `OLYMPUS OPTICAL CO.,LTD` + `C750UZ` → `OLYMPUS C750UZ`.
 * @returns null when both are missing
 */
export function cameraName(make: string | null, model: string | null): string | null {
  const cleanModel = squeeze(model);
  const brand = tidyMake(squeeze(make));
  if (cleanModel === '') return brand === '' ? null : brand;
  const lowerModel = cleanModel.toLowerCase();
  const isNamed =
    brand === '' ||
    lowerModel.startsWith(brand.toLowerCase()) ||
    lowerModel.startsWith((brand.split(' ')[0] ?? '').toLowerCase()) ||
    brandsInModels.some((known) => lowerModel.startsWith(known.toLowerCase())) ||
    lowerModel.startsWith('hp ');
  return isNamed ? cleanModel : `${brand} ${cleanModel}`;
}

function tidyMake(make: string): string {
  const short = make
    .replace(companyWords, ' ')
    .replace(/[\s,.]+/g, ' ')
    .trim();
  return short === '' ? make : short;
}

function squeeze(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
