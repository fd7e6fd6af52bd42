// Dresses the pages: puts what the browser fetches under /assets into the class path.
//
//   node assets.mjs OUTPUT_FOLDER
//
// Packages come from package-lock.json by `npm ci`, and only when node_modules is older than the lock.
// Every name carries a version or a digest, so that browsers may keep the files for ever; names.properties tells
// the server which is which. Left out on purpose: logos, and the typeface that the style sheet would fetch from
// another host; both belong to somebody else. Arial stands in.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const out = process.argv[2]
if (!out) {
  console.error('OGMS-5001 Say where to put the assets: node assets.mjs OUTPUT_FOLDER')
  process.exit(2)
}

const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)
const installed = join(here, 'node_modules', '.package-lock.json')
if (changed(installed) < Math.max(changed(join(here, 'package-lock.json')), changed(join(here, 'package.json')))) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--omit=peer', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32'
  })
}

const own = join(here, 'src', 'main', 'assets')
const names = join(out, 'names.properties')
const sources = [installed, fileURLToPath(import.meta.url), ...readdirSync(own).map((f) => join(own, f))]
if (changed(names) > Math.max(...sources.map(changed))) process.exit(0)

rmSync(out, { recursive: true, force: true })
mkdirSync(join(out, 'images'), { recursive: true })
const packageOf = (name) => join(here, 'node_modules', name)
const versionOf = (name) => JSON.parse(readFileSync(join(packageOf(name), 'package.json'), 'utf8')).version
const kept = {}
const keep = (name, file, text) => {
  writeFileSync(join(out, file), text)
  kept[name] = file
}
const digested = (name, text) => {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12)
  keep(name, name.replace(/\.(\w+)$/, `-${digest}.$1`), text)
}
const withoutSourceMap = (text) => text.replace(/\/[/*][#@] ?sourceMappingURL=\S+( ?\*\/)?/g, '')

const nhsuk = join(packageOf('nhsuk-frontend'), 'dist', 'nhsuk')
const nhsukVersion = versionOf('nhsuk-frontend')
const script = `nhsuk-frontend-${nhsukVersion}.min.js`
digested(
  'nhsuk-frontend.css',
  withoutSourceMap(readFileSync(join(nhsuk, 'nhsuk-frontend.min.css'), 'utf8'))
    .replace(/@font-face\{[^}]*Frutiger[^}]*\}/g, '')
    .replaceAll('Frutiger W01,', '')
)
keep('nhsuk-frontend.js', script, withoutSourceMap(readFileSync(join(nhsuk, 'nhsuk-frontend.min.js'), 'utf8')))
for (const image of readdirSync(join(nhsuk, 'assets', 'images'))) {
  if (/^nhsuk-icon-(arrow|chevron|cross|minus|plus|search|tick|user).*\.svg$/.test(image)) {
    cpSync(join(nhsuk, 'assets', 'images', image), join(out, 'images', image))
  }
}
keep(
  'htmx.js',
  `htmx-${versionOf('htmx.org')}.min.js`,
  readFileSync(join(packageOf('htmx.org'), 'dist', 'htmx.min.js'), 'utf8')
)
for (const file of readdirSync(own)) {
  digested(file, readFileSync(join(own, file), 'utf8').replaceAll('./nhsuk-frontend.js', `./${script}`))
}
// Beside the assets, for letters on paper: a typeface that may be embedded and printed.
const fonts = join(out, '..', 'fonts')
mkdirSync(fonts, { recursive: true })
for (const [weight, name] of [['400Regular', 'Regular'], ['700Bold', 'Bold']]) {
  cpSync(
    join(packageOf('@expo-google-fonts/noto-sans'), weight, `NotoSans_${weight}.ttf`),
    join(fonts, `NotoSans-${name}.ttf`)
  )
}
cpSync(join(packageOf('@expo-google-fonts/noto-sans'), 'LICENSE_FONT'), join(fonts, 'NotoSans-LICENSE.txt'))
writeFileSync(
  names,
  Object.entries(kept)
    .map(([name, file]) => `${name}=${file}\n`)
    .join('')
)
