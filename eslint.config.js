'use strict'
const js = require('@eslint/js')
const { defineConfig } = require('eslint/config')
const reactHooks = require('eslint-plugin-react-hooks')
const tseslint = require('typescript-eslint')
const accord = require('./.eslint/plugin.js')

/** What a mini-program does not have (reference/taro-toolchain "WeCom"). */
const NOT_IN_A_MINI_PROGRAM = [
  ...[
    'fetch',
    'URL',
    'URLSearchParams',
    'TextEncoder',
    'TextDecoder',
    'AbortController',
    'structuredClone',
    'btoa',
    'atob',
  ],
  ...[
    'localStorage',
    'sessionStorage',
    'window',
    'document',
    'location',
    'navigator',
    'history',
    'alert',
    'confirm',
    'crypto',
  ],
  ...[
    'XMLHttpRequest',
    'WebSocket',
    'EventSource',
    'Blob',
    'File',
    'FileReader',
    'FormData',
    'Image',
    'HTMLElement',
    'Buffer',
  ],
]
/** What would make a rule give two answers to one question. */
const NOT_PURE = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'process', 'console', 'performance']
const CLOCK = 'time comes from Clock, as an argument'
const RANDOM = 'randomness is an argument'

const DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'named exports only (pages, configs and app excepted: Taro insists)',
}
const UNDECIDED_TEST = {
  selector: 'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(skip|only|todo)$/]',
  message: 'no skipped or single tests',
}
const EMPTY_DATE = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: CLOCK,
}
const syntax = (...parts) => ({ 'no-restricted-syntax': ['error', ...parts] })
const TYPED = ['**/*.ts', '**/*.tsx']
const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/testing/**', 'sandbox/bench/**']

module.exports = defineConfig(
  { ignores: ['dist/', 'node_modules/', '.accord/', 'sandbox/bench/peers/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,cjs,mjs,ts,tsx}'],
    plugins: { accord },
    extends: [js.configs.recommended],
    rules: {
      'accord/zones': 'error',
      'accord/file-name': 'error',
      'max-lines': ['error', 400],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      'no-control-regex': 'off',
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipJSXText: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: globalsOfNode() },
  },
  { files: ['**/*.{js,cjs}'], languageOptions: { sourceType: 'commonjs' } },
  {
    files: TYPED,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      // There are hardly any classes here: ports are objects of closures, and taking one call out of them is safe.
      '@typescript-eslint/unbound-method': 'off',
      'no-undef': 'off',
      ...syntax(DEFAULT_EXPORT, EMPTY_DATE),
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: CLOCK }],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...NOT_IN_A_MINI_PROGRAM, ...NOT_PURE],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: CLOCK },
        { object: 'Math', property: 'random', message: RANDOM },
      ],
    },
  },
  {
    files: ['cloudfunctions/**/*.ts'],
    ignores: ['cloudfunctions/runtime/cli/**'],
    rules: { 'no-console': 'error', 'no-restricted-globals': ['error', 'Request', 'Response', 'Headers'] },
  },
  {
    files: ['client/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.flat.recommended.rules,
      'accord/taro-in-platform': 'error',
      'no-restricted-globals': ['error', ...NOT_IN_A_MINI_PROGRAM, 'wx'],
      'no-console': 'error',
    },
  },
  // The platform layer is where targets differ; *.h5.* files are in the browser's bundle only.
  { files: ['client/src/platform/**', '**/*.h5.{ts,tsx}'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: [
      'client/src/{pages,customer,console}/**',
      'client/src/app.{ts,tsx}',
      'client/config/**',
      '**/*.config.ts',
      '**/*.d.ts',
    ],
    rules: syntax(EMPTY_DATE),
  },
  // The real clock is read in one file; commands and benches measure themselves.
  {
    files: [
      'cloudfunctions/runtime/clock.ts',
      'client/src/platform/now.ts',
      'cloudfunctions/runtime/cli/**',
      'sandbox/{cli,bench,browser}/**',
    ],
    rules: { 'no-restricted-properties': 'off', ...syntax(DEFAULT_EXPORT) },
  },
  {
    files: TESTS,
    rules: {
      ...syntax(DEFAULT_EXPORT, UNDECIDED_TEST),
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-console': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // An answer read with `.json()` is looked at by the assertions themselves.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  // A stand-in has the shape of what it stands for.
  { files: ['client/testing/stubs/**'], rules: syntax(UNDECIDED_TEST) },
)

/** Names Node itself puts in reach of a script, and jest's in its set-up files. */
function globalsOfNode() {
  const node = [
    '__dirname',
    'process',
    'console',
    'Buffer',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'URL',
    'fetch',
  ]
  const jest = ['jest', 'beforeEach', 'afterEach', 'beforeAll', 'afterAll']
  return Object.fromEntries([...node, 'globalThis', ...jest].map((name) => [name, 'readonly']))
}
