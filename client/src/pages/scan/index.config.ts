export default definePageConfig({ navigationBarTitleText: '打开邀请' })
