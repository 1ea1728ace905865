/* eslint sort-keys: ["error"] */
var interfaceConfig = {
    APP_NAME: 'Meetings',
    BRAND_WATERMARK_LINK: '',
    DEFAULT_LOGO_URL: 'https://logos.elsewhere.net/logo.svg',
    JITSI_WATERMARK_LINK: 'https://jitsi.org',
    LOCAL_THUMBNAIL_RATIO: 16 / 9, // 16:9
    MOBILE_DOWNLOAD_LINK_ANDROID: 'https://play.google.com/store/apps/details?id=org.jitsi.meet',
    SUPPORT_URL: 'https://community.jitsi.org/',
    makeJsonParserHappy: 'even so'
};
