export default definePageConfig({ navigationBarTitleText: '确认权限' })
