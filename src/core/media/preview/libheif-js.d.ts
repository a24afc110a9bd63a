/** The package describes the module's insides, not this entry; heif-decoder.ts names the calls that are used. */
declare module 'libheif-js/wasm-bundle.js' {
  const module: unknown;
  export default module;
}
