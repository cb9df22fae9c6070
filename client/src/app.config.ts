/** Pages and packages: the main one holds what everybody passes through, each audience has its own subpackage. */
export default defineAppConfig({
  pages: ['pages/launch/index', 'pages/sign-in/index', 'pages/scan/index', 'pages/no-access/index'],
  subPackages: [
    {
      root: 'customer',
      pages: ['inbox/index', 'link/index', 'permission/index', 'tracker/index', 'review/index', 'solution/index'],
    },
    {
      root: 'console',
      pages: [
        'home/index',
        'invitations/index',
        'invite/index',
        'invitation/index',
        'customers/index',
        'apps/index',
        'customer/index',
        'permission/index',
        'solutions/index',
        'solution/index',
      ],
    },
  ],
  window: {
    navigationBarTitleText: '合契',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f5f6f8',
    backgroundTextStyle: 'dark',
  },
  // With the page animation on, going back within about 50 ms hides the earlier page for good (NervJS/taro#13365).
  ...(process.env.TARO_ENV === 'h5' ? { animation: false } : {}),
})
