/** How a company is known to Twilio. Apart from the client, so that whoever names an account does not draw in Twilio's own types. */
export type TwilioAccount = {
  accountSid: string;
  authToken: string;
  apiKey: string;
  apiSecret: string;
  /** Another place than Twilio's own (a simulator, a proxy); null for Twilio's. */
  apiBaseUrl: string | null;
};
