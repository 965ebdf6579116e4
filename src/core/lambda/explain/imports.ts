import type { Rule } from './rule.ts'

/** As the system's loader words it, which names the library that it looked for. */
export const libraryNotFound: Rule = ({ message }) => {
  const [, library] = /([\w./+-]+\.so[.\d]*): cannot open shared object file/.exec(message) ?? []
  if (library === undefined) return undefined
  return {
    cause: `Its code needs the library ${library.replace(/^\/var\/task\//, '')}, which neither its package nor the system of its runtime has.`,
    next: 'Its owner adds the library to the package or to a layer, builds on the system of the runtime, or takes a package that needs none (opencv-python-headless instead of opencv-python).',
  }
}

// By habit the compiled part of a Python package begins with _, or has the name of the package once more.
const compiled = /\._\w+$|^(\w+)\.\1$|^_cffi_backend$/

const forLambda =
  'Its owner installs the package for Linux, for the architecture and the Python that /lambda show names (pip install --platform manylinux2014_x86_64 or manylinux2014_aarch64, with --only-binary=:all:), and deploys that.'

/** The package itself was found, but for the part of it that is not Python. */
export const foreignPart: Rule = ({ message }) => {
  const [, name = ''] = /No module named '([^']+)'/.exec(message) ?? []
  if (!compiled.test(name)) return undefined
  return {
    cause: `Python does not find ${name}: most likely the compiled part of a package, built for another system, processor or version of Python than Lambda runs it on.`,
    next: forLambda,
  }
}

// NumPy's own words (numpy/__init__.py, numpy/_core/__init__.py); what imports NumPy passes them on, below its first line.
const numpy = /Error importing numpy: you should not try to import numpy from|Importing the numpy C-extensions failed/i

export const numpyUnloaded: Rule = ({ code = '', message, log = '' }) =>
  numpy.test(message) || (/ImportModuleError/.test(code) && numpy.test(log))
    ? {
        cause:
          'NumPy is in its package or a layer and cannot be loaded: most likely it was built for another system, processor or version of Python than Lambda runs it on.',
        next: `${forLambda} A layer with NumPy fits one version of Python and one architecture, too.`,
      }
    : undefined

const noName = /cannot import name '([^']+)' from (partially initialized module )?'([^']+)'/

/** Python found the module and not what the code imports from it. */
export const nameNotFound: Rule = ({ message }) => {
  const [found, name, isPartial, module] = noName.exec(message) ?? []
  if (found === undefined) return undefined
  const what = `Its code imports ${name} from ${module}`
  return isPartial === undefined
    ? {
        cause: `${what}, which is there and has no such name: most likely two of its packages do not fit each other, as after one of them was updated.`,
        next: 'Its owner sets the versions of both to such as fit, and deploys again. If it is a module of the function itself, check the name.',
      }
    : {
        cause: `${what} while that is still being loaded: most likely two modules import each other, or a file of the function has the name of a package.`,
        next: 'Its owner takes one of the two imports out, or moves it into the function that needs it, or renames the file.',
      }
}
