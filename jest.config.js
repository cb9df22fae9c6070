// Six projects, chosen with `npx jest --selectProjects unit client …`. `npm test` runs them all after building what the last
// two look at (dist/weapp and dist/h5).
const shared = {
  rootDir: __dirname,
  transform: { '\\.(?:[cm]?[jt]sx?)$': 'babel-jest' },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'cjs', 'mjs', 'jsx', 'json', 'node'],
  moduleNameMapper: {
    '^@shared/(.*)$': '<rootDir>/shared/$1',
    '^@cloud/(.*)$': '<rootDir>/cloudfunctions/$1',
    '^@sandbox/(.*)$': '<rootDir>/sandbox/$1',
    '^@/(.*)$': '<rootDir>/client/src/$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.accord/', '<rootDir>/sandbox/bench/peers/'],
  testPathIgnorePatterns: ['/node_modules/'],
  cacheDirectory: '<rootDir>/.accord/cache/jest',
  clearMocks: true,
  restoreMocks: true,
}

const notUnit = ['/cloudfunctions/store/', '/sandbox/cloudbase/', '\\.(?:flow|browser|weapp)\\.test\\.']

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  // Nothing here is timed: a busy machine must not turn a test red. Jest takes this from the top only, never from a project.
  testTimeout: 60_000,
  cacheDirectory: shared.cacheDirectory,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/{shared,cloudfunctions,sandbox}/**/*.test.{ts,tsx}',
        '<rootDir>/client/{config,testing}/**/*.test.ts',
      ],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, ...notUnit],
    },
    {
      ...shared,
      displayName: 'store',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/cloudfunctions/store/**/*.test.ts', '<rootDir>/sandbox/cloudbase/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'client',
      testEnvironment: 'jsdom',
      // The native-element twins (index.h5.tsx): what people see in jsdom is what a browser gets; weapp tests look at the others.
      moduleFileExtensions: ['h5.tsx', 'h5.ts', ...shared.moduleFileExtensions],
      // Without this jsdom asks packages for their browser builds, which are ES modules that jest does not read.
      testEnvironmentOptions: { customExportConditions: ['node', 'require'] },
      testMatch: ['<rootDir>/client/src/**/*.test.{ts,tsx}'],
      setupFiles: ['<rootDir>/.jest/client-setup.js'],
      setupFilesAfterEnv: ['<rootDir>/.jest/client-after-env.js'],
      moduleNameMapper: {
        ...shared.moduleNameMapper,
        '^@tarojs/components$': '<rootDir>/client/testing/stubs/components.tsx',
        '^@tarojs/taro$': '<rootDir>/client/testing/stubs/taro.ts',
        '\\.module\\.(?:scss|css)$': '<rootDir>/.jest/style-names.js',
        '\\.(?:scss|css)$': '<rootDir>/.jest/empty.js',
        '\\.(?:svg|png|jpe?g|gif)$': '<rootDir>/.jest/asset-name.js',
      },
    },
    {
      ...shared,
      displayName: 'flows',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/sandbox/stories/**/*.flow.test.ts'],
    },
    {
      ...shared,
      displayName: 'weapp',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/client/testing/**/*.weapp.test.ts'],
    },
    {
      ...shared,
      displayName: 'browser',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{sandbox,client/testing}/**/*.browser.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/.jest/browser-after-env.js'],
    },
  ],
}
