var interfaceConfig = { APP_NAME: 'Lab', SHOW_JITSI_WATERMARK: false };
