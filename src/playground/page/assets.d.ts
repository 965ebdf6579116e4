// What Vite takes as modules: style sheets for their effect, pictures and fonts as their address.
declare module '*.css'
declare module '*.svg' {
  const address: string
  export default address
}
declare module '*.woff2' {
  const address: string
  export default address
}
