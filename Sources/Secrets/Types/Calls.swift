import Findings

/// Passwords and keys that are arguments of calls: known by what is called.
extension SecretType {
  static let calls: [SecretType] = [
    guess(
      "generic-call", "password in a call",
      Trigger(
        #"(?:passw(?:or)?d|passphrase)\([ ]{0,2}["'][^"'\r\n]{6}|"[^"\r\n]{6,64}"\.tochararray\(\)|(?:basic_?auth|passwordauthentication|credentials?|staticv4|\blogin|\bsign_?in|\bauth|authenticate)\([ ]{0,2}["'][^"'\r\n]{1,64}["'],[ ]{0,2}["'][^"'\r\n\s]{6}|:auth\(["'][^"'\r\n]{6}"#,
        ignoresCase: true, .line(bytes: 180)),
      // What a test asks of a password, or a hash is made of, is none that opens anything.
      #"(?:(?<!(?i:encode)|(?i:decode)|(?i:check)|(?i:hash)|(?i:verify)|(?i:validate)|(?i:compare)|(?i:matches)|(?i:encode_)|(?i:check_)|(?i:hash_)|(?i:verify_)|(?i:validate_))(?i:passw(?:or)?d|passphrase)\([ ]{0,2}|(?i:basic_?auth|passwordauthentication|credentials?|staticv4|\blogin|\bsign_?in|\bauth|authenticate)\([ ]{0,2}["'][^"'\r\n]{1,64}["'],[ ]{0,2}|:auth\()["'](?:\{noop\})?([^"'\r\n]{6,128})["']|"([^"\r\n]{6,64})"\.toCharArray\(\)"#,
      check: .password,
      found: [
        "User.withUsername(\"ops\").password(\"{noop}{leet}\")", "req.SetBasicAuth(\"indexer\", \"{leet}\")",
        "ks.load(in, \"{leet}\".toCharArray());", "client.signIn('ops', '{leet}')",
      ],
      ignored: [
        "form.password(\"password1\")", "getpass(\"Password: \")", "login(\"user\", \"password1\")",
        "\"0123456789\".toCharArray()", "ok := user.CheckPassword(\"{leet}\")",
        "encode_password('{leet}', 'salt')",
      ]),
    guess(
      "connect-call", "password in a call that connects",
      Trigger(
        #"\b(?:connect|dial|createconnection|ftp|smtp|ssh|imap)\([ ]{0,2}["'][^"'\r\n]{1,80}["'],[ ]{0,2}["'][^"'\r\n]{1,64}["'],[ ]{0,2}["'][^"'\r\n\s]{6}"#,
        ignoresCase: true, .line(bytes: 200)),
      #"(?i)\b(?:connect|dial|createconnection|ftp|smtp|ssh|imap)\([ ]{0,2}["'][^"'\r\n]{1,80}["'],[ ]{0,2}["'][^"'\r\n]{1,64}["'],[ ]{0,2}["']([^"'\r\n]{6,128})["']"#,
      check: .password,
      found: ["psycopg2.connect('db1', 'reports', '{leet}')"],
      ignored: [
        "connect(\"host\", \"user\", \"password\")", "connect('button', 'clicked', 'on_button_clicked')",
      ]),
    written(
      "one-time-secret-call", "secret of one-time passwords in a call",
      Trigger(#"[ht]otp[\w.:]{0,30}\([ ]{0,2}["'][a-z2-7]{16}"#, ignoresCase: true, .within(bytes: 60)),
      #"(?i:[ht]otp)[\w.:]{0,30}\([ ]{0,2}["']([A-Z2-7]{16,64})={0,6}["']"#, entropy: 3,
      found: ["totp = ROTP::TOTP.new('{16 b32}', issuer: 'Shop')", "pyotp.TOTP(\"{32 b32}\").now()"],
      ignored: ["pyotp.TOTP(\"base32secret3232\")", "pyotp.TOTP(secret)", "TOTP(\"JBSWY3DPEHPK3PXP\")"]),
    written(
      "cipher-key-call", "key in a call that encrypts or signs",
      Trigger(
        #"(?:setcipherkey|secretkeyspec|set(?:secret|signing|encryption)key|\bfernet|signwith)\([^"'\r\n]{0,50}["'][0-9a-z+/_-]{16}"#,
        ignoresCase: true, .line(bytes: 110)),
      #"(?i:setcipherkey|secretkeyspec|set(?:secret|signing|encryption)key|\bfernet|signwith)\([^"'\r\n]{0,50}["'](?=[^"'\r\n]{0,120}[0-9])([0-9A-Za-z+/_\-]{16,128}={0,2})["']"#,
      entropy: 3.4,
      found: ["mgr.setCipherKey(Base64.decode(\"{16 bytes}\"));", "f = Fernet(b'{32 bytes}')"],
      ignored: ["new SecretKeySpec(key, \"AES\")", "setSecretKey(System.getenv(\"APP_SECRET_KEY_V2\"))"]),
    guess(
      "signing-call", "secret in a call that signs",
      Trigger(
        #"(?:createhmac|hmac\.new)\([^"'\r\n]{0,60}(?:["'][^"'\r\n]{1,16}["'],[ ]{0,2})?b?["'][^"'\r\n\s]{6}"#,
        ignoresCase: true, .line(bytes: 130)),
      #"(?i:createhmac|hmac\.new)\([^"'\r\n]{0,60}(?:(?<=\()["'][^"'\r\n]{1,16}["'],[ ]{0,2})?b?["']([^"'\r\n\s]{6,128})["']"#,
      check: .password,
      found: ["crypto.createHmac('sha256', '{leet}')", "hmac.new(b'{leet}', body, 'sha256')"],
      ignored: [
        "createHmac('sha256', key)", "hmac.new(key, b'payload', 'sha256')", "createHmac('sha256', 'secret')",
      ]),
  ]
}
