import type { Rule } from './rule.ts'

/** Of a runtime of one's own (provided.al2023): the program that Lambda starts has a fixed name. */
export const noBootstrap: Rule = ({ message }) =>
  /Couldn't find valid bootstrap/.test(message)
    ? {
        cause:
          'Lambda found no program to start: neither its package nor a layer has a file bootstrap at its root, which is what its runtime starts.',
        next: 'Its owner names the program bootstrap, puts it at the root of the zip file and not into a folder, lets it be executed, and deploys again.',
      }
    : undefined

/** As Go words it, which Lambda starts an image with. */
export const notAProgram: Rule = ({ message }) => {
  const [, program] = /exec: "([^"]+)": executable file not found in \$PATH/.exec(message) ?? []
  if (program === undefined) return undefined
  // file.function, as a handler is named.
  const isHandler = /^[\w/-]+\.\w+$/.test(program) && !/\.(?:sh|py|js|mjs|rb|jar)$/.test(program)
  return {
    cause: `Its image is to start ${program}, and has no such program.${isHandler ? ' That looks like a handler: most likely its ENTRYPOINT is empty, so that CMD is taken for the program.' : ''}`,
    next: isHandler
      ? 'Its owner sets ENTRYPOINT to what starts the runtime (in the base images of AWS /lambda-entrypoint.sh, in others the runtime interface client) and leaves the handler in CMD; the settings of the function may override both.'
      : 'Its owner checks ENTRYPOINT and CMD of the image, and what the settings of the function put in their place.',
  }
}
