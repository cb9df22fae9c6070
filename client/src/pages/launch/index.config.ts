export default definePageConfig({ navigationBarTitleText: '合契' })
