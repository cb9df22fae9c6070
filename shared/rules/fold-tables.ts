/**
 * Character tables of word matching, each a string of pairs `from to`. Generated once from ICU's Hant-Hans for the traditional characters of
 * Big5 that occur in texts of this business, plus the ones the word lists and their exceptions need.
 */

/** Traditional, and two Japanese forms, to simplified. */
export const SIMPLER =
  '內内戶户冊册丟丢佈布別别刪删決决沒没見见車车併并兩两於于東东狀状長长門门係系則则後后為为計计訂订負负頁页們们俱具個个剛刚員员師师庫库時时級级記记訊讯訓训迴回隻只馬马側侧務务動动區区參参問问將将帶带帳帐張张從从掃扫啟启條条現现眾众統统紹绍組组終终習习處处規规訪访許许設设責责這这連连釦扣閉闭陳陈備备創创單单圍围場场報报幾几復复換换測测無无發发結结絕绝絡络給给華华註注評评詞词証证訴诉貼贴貴贵費费週周進进郵邮開开間间隊队雲云項项須须僅仅園园搆构會会業业極极溝沟溫温準准當当經经義义腦脑號号補补裝装裡里裏里該该詳详試试話话詢询資资跤交載载運运過过電电劃划團团圖图實实對对態态摺折構构漢汉滿满監监種种稱称網网維维臺台與与蓋盖蒐搜製制誌志語语認认誤误說说趙赵際际麼么價价審审寫写廢废廣广數数暫暂樣样標标熱热獎奖奨奖確确碼码範范緻致編编線线請请課课調调誰谁賬账賣卖売卖輪轮髮发學学憑凭據据擇择曆历機机歷历獨独輯辑輸输辦办選选遲迟錶表錯错錄录隨随頻频頭头應应擬拟檔档檢检營营獲获環环瞭了總总聯联臨临舉举謝谢購购還还鍾钟闆板點点嚮向擴扩斷断瀏浏礎础織织職职舊旧薦荐轉转鎖锁離离額额題题穫获簽签繫系識识證证邊边鏈链關关繼继蘇苏議议鐘钟騰腾麵面屬属欄栏續续覽览響响顧顾權权歡欢聽听讀读巖岩籤签纔才變变顯显驗验體体讓让驟骤觀观減减診诊簾帘醫医銷销優优戰战競竞賭赌錢钱陽阳輕轻細细鏡镜導导衛卫釋释奪夺贏赢買买勝胜賺赚穩稳萬万億亿靈灵薔蔷彙汇匯汇徵征戲戏鄉乡韓韩龍龙飛飞奮奋獅狮嶺岭獻献禮礼贈赠籌筹專专齊齐淨净潔洁質质險险遠远齡龄紅红綠绿藍蓝銀银鐵铁銅铜'

/**
 * Characters that pass for another at a glance. Only a whole forbidden word written with them counts, and 信息, 迅速 and their like after
 * one of them do not (`EXEMPT_LOOKALIKES` of the lexicon).
 */
export const LOOKALIKE =
  '徽微薇微溦微嶶微徴微伩信訫信迅讯汛讯滕腾縢腾誊腾兔免俛免壹一弌一幺一1一ー一ㄧ一ᅳ一笫第苐第氷永玖久桨奖浆奖仚企閂门闩门'

/** Cyrillic and Greek letters that look like Latin ones; they only matter inside Latin words. */
export const LATIN = 'аaвbеeоoрpсcтtуyхxіiјjкkмmнhѕsԁdԝwɡgαaεeιiκkνvοoρpτtυuχxωwɑaıi'
