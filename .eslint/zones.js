'use strict'
/**
 * Who may import whom (architecture "The house", style-anchors §2), as data. Paths are relative to the checkout, without
 * extension. `$1` in `to` stands for the first group of `from`.
 */

/** The parts of runtime/ that are ports, not construction: anyone may know them. */
const PORTS = 'runtime/(?:clock|random|log|edge)$'
const EDGES = '(?:callback|web|api|jobs)'

/**
 * `test: true` holds for tests as well; `types: true` lets type-only imports pass, which construct nothing.
 * @type {{ from: RegExp, to: string, test?: boolean, types?: boolean, why: string }[]}
 */
const ZONES = [
  { from: /^shared\//, to: '^(?:client|cloudfunctions|sandbox)/', why: 'shared imports only shared' },
  { from: /^client\//, to: '^(?:cloudfunctions|sandbox)/', why: 'the client reaches the server by contract only' },
  { from: /^cloudfunctions\//, to: '^client/', test: true, why: 'the server does not know the client' },
  { from: /^cloudfunctions\//, to: '^sandbox/', why: 'production never needs the sandbox' },
  { from: /^sandbox\//, to: '^client/src/', why: 'the sandbox plays WeCom, it does not use our pages' },
  { from: /^cloudfunctions\/services\//, to: `^cloudfunctions/${EDGES}/`, why: 'a service never imports an edge' },
  {
    from: /^cloudfunctions\/services\//,
    to: `^cloudfunctions/(?!${PORTS})runtime/`,
    types: true,
    why: 'a service gets what it needs, it constructs nothing',
  },
  {
    from: /^cloudfunctions\/(callback|web|api|jobs)\//,
    to: `^cloudfunctions/(?!$1/)${EDGES}/`,
    why: 'an edge never imports another edge',
  },
  {
    from: /^cloudfunctions\/(?:store|wecom)\//,
    to: `^cloudfunctions/(?:services|${EDGES})/`,
    why: 'store and wecom import no service',
  },
  {
    from: /^cloudfunctions\/(?:store|wecom)\//,
    to: `^cloudfunctions/(?!${PORTS})runtime/`,
    types: true,
    why: 'store and wecom know the ports only',
  },
  {
    from: /^client\/src\/features\/([^/]+)\//,
    to: '^client/src/features/(?!$1/)',
    why: 'features do not import features',
  },
  {
    from: /^client\/src\/(?:features|components|platform)\//,
    to: '^client/src/(?:pages|customer|console)/',
    why: 'pages import features, never the reverse',
  },
  {
    from: /^client\/src\/(?:components|platform)\//,
    to: '^client/src/features/',
    why: 'components and platform know no business',
  },
  {
    from: /^client\/src\/components\//,
    to: '^client/src/platform/(?!(?:navigate|place|now|keys|clipboard|save-image|print)$)',
    why: 'components use the device (clock, clipboard, links), never the server: they get what they show and what to call',
  },
  { from: /^client\/src\//, to: '^client/testing/', why: 'only tests use the harness' },
]

/** Packages that need a machine, and who may not have them. */
const PACKAGE_ZONES = [
  {
    from: /^shared\//,
    to: '^(?!valibot$|chinese-days$)',
    why: 'shared runs in the mini-program too: no Node, no packages but valibot and chinese-days',
  },
  { from: /^client\/src\//, to: '^node:', why: 'there is no Node in a mini-program' },
  { from: /^cloudfunctions\//, to: '^(?:react|react-dom|@tarojs/)', why: 'no interface code on the server' },
]

module.exports = { ZONES, PACKAGE_ZONES }
