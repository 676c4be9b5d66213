import Digests

/// Values that standards, makers and libraries publish to show or to try something, by the first 8 bytes of their SHA-256:
/// everybody has them, so they open nothing.
enum PublishedSamples {
  static func contain(_ value: [UInt8]) -> Bool { known.contains(MessageDigest.sha256Prefix(value)) }

  private static let known: Set<UInt64> = makers.union(chromium).union(oneTimePasswords).union(crypt)
    .union(standards).union(programs)

  /// Keys and tokens that their makers publish for trying things out.
  private static let makers: Set<UInt64> = [
    0x2CAF_C097_0149_A84F, 0xF2D6_CA16_5150_33E5, 0x0011_CC25_EB43_2071, 0x6564_A4D4_1C2D_BFB6,
    0x44F0_5A06_9BA8_95C4, 0x7831_4B11_BE2E_5815, 0xC6EA_27C5_34F9_93D3, 0x7F75_367E_7881_2551,
    0xDA81_6F9F_2C16_E6C5,
  ]

  /// Keys that Debian publishes with its builds of Chromium (`/etc/chromium.d/apikeys`).
  private static let chromium: Set<UInt64> = [0xF702_6BA1_53DC_0B7D, 0x0932_B111_7103_9A7C]

  /// The secret of one-time passwords that documents and libraries show, once and twice.
  private static let oneTimePasswords: Set<UInt64> = [0x8BE5_D113_C087_1CE1, 0x3A53_D0A0_64BA_F78C]

  /// With what libraries test their crypt(3): musl's strings, and those of the description of SHA-crypt.
  private static let crypt: Set<UInt64> = [
    0x7845_64DE_18AA_F55F, 0x9749_CBC5_1D8B_70E2, 0xBDF5_0E6C_9847_ACFB, 0xA9BD_C63B_C1B5_9E30,
    0xD38B_1E79_1678_E255, 0x50EE_4DE1_97BA_C1B9, 0x3875_72E8_00A4_2347, 0xE037_CC76_794E_A76E,
    0x83BA_4843_B3B5_6969, 0xACDF_B7C3_CCB0_9048, 0x965B_8503_E47C_052A, 0xD598_0039_09EF_6B1B,
    0x324D_140E_DBE6_4335, 0xAF91_C50B_7D96_5EC9, 0x315A_89A1_9286_36E4, 0xC1AC_B3CB_A11C_C964,
    0x35A2_7657_3F0E_F6F8, 0x5534_63D5_2307_6C26,
  ]

  /// The examples of the RFCs, which documentation of every library repeats: OAuth 1.0 (5849), OAuth 2.0 (6749, 6750, 7009,
  /// 7591, 7636), and HTTP's own authentication (7616, 7617).
  private static let standards: Set<UInt64> = [
    0x2FF8_B0FB_93AC_A981, 0x80F8_B7C9_04D4_A43F, 0x9D03_B692_E941_D5AC, 0x8D56_7EB8_8AFF_F34F,
    0x4C20_E6F5_CC11_B937, 0x6AA1_4267_D949_44E6, 0x5586_4079_97F5_E849, 0x649E_1F5C_769E_718B,
    0xCB87_C87E_4A13_8D9A, 0xBB9B_1163_338B_2A51, 0xCFDB_0B01_EC7B_E831, 0x34C5_9889_9722_DA20,
    0x6C96_130F_130A_B0D6, 0x00CF_4C78_1DC3_7003, 0xCA74_59E2_B267_76DE, 0x584B_27D6_4EBC_1B33,
    0xE997_4C50_7D2A_8021, 0xA35B_81A7_D792_7B70, 0xB8E1_4854_5B13_C78B, 0xEA9B_DFD0_2C0C_412C,
    0x90FD_21A6_68F4_B121, 0x13D3_1E96_1A1A_D8EC, 0xCF4D_418E_D3DE_92D7, 0x687D_A00B_09C8_3361,
    0x15CE_F4B6_29CC_2D07,
  ]

  /// What Jetty's configuration shows as settings, and the client secrets of Google's command-line programs, which are part of
  /// what everybody installs.
  private static let programs: Set<UInt64> = [
    0x3F3F_774C_2E15_1CD2, 0x28A9_D063_4DB5_AB1F, 0x6377_4F6F_A0C8_3E7E, 0xF038_6F9B_E1FE_905F,
    0x456A_51B1_F1B3_CF3E, 0x4867_43A2_EAB4_395E,
  ]
}
