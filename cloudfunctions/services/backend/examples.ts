/** Copyable code for a provider's own backend, with this deployment's addresses. Kept short: only what the language brings is used. */
import type { OutputOf } from '@shared/contract/define'
import type { examples as contract } from '@shared/contract/backend'
import type { ProviderId } from '@shared/wecom/ids'

const RULE =
  '每次调用带三个请求头：x-accord-timestamp（秒，误差不超过 5 分钟）、x-accord-nonce（16-64 位，10 分钟内不可重复）、' +
  'x-accord-signature。签名是 HMAC-SHA256(密钥, 方法\\n路径\\n时间戳\\n随机串\\n请求体的SHA-256) 的小写十六进制，路径不含域名和 ? 之后的部分。'

const node = (base: string, path: string) => `import { createHash, createHmac, randomBytes } from 'node:crypto'

const BASE = '${base}'
const SECRET = process.env.ACCORD_BACKEND_SECRET

export async function callAccord(path, body, query = '') {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomBytes(12).toString('hex')
  const hash = createHash('sha256').update(body).digest('hex')
  const text = ['POST', path, timestamp, nonce, hash].join('\\n')
  const signature = createHmac('sha256', SECRET).update(text).digest('hex')
  const answer = await fetch(BASE + path + query, {
    method: 'POST',
    headers: {
      'x-accord-timestamp': timestamp,
      'x-accord-nonce': nonce,
      'x-accord-signature': signature,
    },
    body,
  })
  if (!answer.ok) throw new Error('Accord ' + answer.status)
  return answer.text()
}

const token = await callAccord('${path}', JSON.stringify({ suiteId: 'dk…', corpId: 'wp…' }))
console.log(JSON.parse(token).access_token)`

const python = (base: string, path: string) => `import hashlib, hmac, json, os, secrets, time, urllib.request

BASE = "${base}"
SECRET = os.environ["ACCORD_BACKEND_SECRET"].encode()

def call_accord(path, body, query=""):
    timestamp, nonce = str(int(time.time())), secrets.token_hex(12)
    digest = hashlib.sha256(body).hexdigest()
    text = "\\n".join(["POST", path, timestamp, nonce, digest]).encode()
    request = urllib.request.Request(BASE + path + query, data=body, method="POST", headers={
        "x-accord-timestamp": timestamp,
        "x-accord-nonce": nonce,
        "x-accord-signature": hmac.new(SECRET, text, hashlib.sha256).hexdigest(),
    })
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read()

body = json.dumps({"suiteId": "dk…", "corpId": "wp…"}).encode()
print(json.loads(call_accord("${path}", body))["access_token"])`

const java = (base: string, path: string) => `import java.net.URI;
import java.net.http.*;
import java.security.*;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Accord {
  static final String BASE = "${base}";
  static final String SECRET = System.getenv("ACCORD_BACKEND_SECRET");

  static String call(String path, byte[] body, String query) throws Exception {
    String timestamp = String.valueOf(System.currentTimeMillis() / 1000);
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    String nonce = HexFormat.of().formatHex(random);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    String text = String.join("\\n", "POST", path, timestamp, nonce, hash);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes("UTF-8"), "HmacSHA256"));
    String signature = HexFormat.of().formatHex(mac.doFinal(text.getBytes("UTF-8")));
    HttpRequest request = HttpRequest.newBuilder(URI.create(BASE + path + query))
        .header("x-accord-timestamp", timestamp)
        .header("x-accord-nonce", nonce)
        .header("x-accord-signature", signature)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new IllegalStateException("Accord " + answer.statusCode());
    return answer.body();
  }

  public static void main(String[] args) throws Exception {
    byte[] body = "{\\"suiteId\\":\\"dk…\\",\\"corpId\\":\\"wp…\\"}".getBytes("UTF-8");
    System.out.println(call("${path}", body, ""));
  }
}`

/** @param publicUrl of this deployment, without a slash at the end */
export function backendExamples(publicUrl: string, providerId: ProviderId): OutputOf<typeof contract> {
  const path = `/backend/${providerId}/corp-token`
  return {
    addresses: [
      { what: '取推送票据 suite_ticket', url: `${publicUrl}/backend/${providerId}/ticket` },
      { what: '取企业 access_token', url: `${publicUrl}${path}` },
      { what: '取永久授权码 permanent_code', url: `${publicUrl}/backend/${providerId}/permanent-code` },
      { what: '反向接入：把收到的回调原样转给我们', url: `${publicUrl}/relay/${providerId}/{应用ID}` },
    ],
    rule: RULE,
    items: [
      { language: 'Node.js', title: '签名并取企业令牌', code: node(publicUrl, path) },
      { language: 'Python', title: '签名并取企业令牌', code: python(publicUrl, path) },
      { language: 'Java', title: '签名并取企业令牌（Java 17）', code: java(publicUrl, path) },
    ],
  }
}
