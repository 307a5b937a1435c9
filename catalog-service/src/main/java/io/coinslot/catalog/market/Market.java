package io.coinslot.catalog.market;

import static io.coinslot.catalog.market.LinkField.optional;
import static io.coinslot.catalog.market.LinkField.required;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A market and what a service has to tell about itself to sell there. */
public enum Market {
    GOOGLE_PLAY(
            "google-play",
            true,
            List.of(
                    required(
                            "packageName", LinkField::isPackageName, "must be a package name such as com.example.game"),
                    optional(
                            "pushAudience",
                            LinkField::isVisibleText,
                            "must be the audience that the push subscription names, a text without blanks"),
                    optional(
                            "pushServiceAccount",
                            LinkField::isVisibleText,
                            "must be the e-mail address of the service account that the push subscription names"),
                    optional(
                            "subscription",
                            LinkField::isVisibleText,
                            "must be the push subscription's name such as projects/game/subscriptions/play"),
                    consent()),
            List.of(required(
                    "serviceAccountJson",
                    ServiceAccountJson::isComplete,
                    "must be the JSON key file of a service account, with client_email, private_key and token_uri"))),
    APP_STORE(
            "app-store",
            true,
            List.of(
                    required("bundleId", AppStoreFields::isBundleId, "must be a bundle ID such as com.example.game"),
                    required(
                            "appAppleId",
                            AppStoreFields::isAppleId,
                            "must be the app's Apple ID, a number, as App Store Connect shows it"),
                    required("environment", AppStoreFields::isEnvironment, "must be PRODUCTION or SANDBOX"),
                    required(
                            "issuerId",
                            AppStoreFields::isIssuerId,
                            "must be the issuer ID of the In-App Purchase keys, a UUID"),
                    required("keyId", AppStoreFields::isKeyId, "must be the ID of the In-App Purchase key"),
                    consent()),
            List.of(required(
                    "privateKey",
                    AppStoreFields::isPrivateKey,
                    "must be the In-App Purchase key as it was downloaded (the .p8 file)"))),
    ONE_STORE(
            "one-store",
            true,
            List.of(
                    required("clientId", LinkField::isClientId, "must be the client id of the application"),
                    required(
                            "environment", List.of("COMMERCIAL", "SANDBOX")::contains, "must be COMMERCIAL or SANDBOX"),
                    required(
                            "marketCode",
                            List.of("MKT_ONE", "MKT_GLB")::contains,
                            "must be MKT_ONE, which is Korea, or MKT_GLB, which is the rest of the world"),
                    required(
                            "licenseKey",
                            LicenceKey::isComplete,
                            "must be the licence key of the application, an RSA public key in base64")),
            List.of(required("clientSecret", LinkField::isClientSecret, "must be the application's client secret"))),
    GALAXY_STORE(
            "galaxy-store",
            true,
            List.of(
                    required(
                            "packageName", LinkField::isPackageName, "must be a package name such as com.example.game"),
                    required(
                            "serviceAccountId",
                            GalaxyStoreFields::isAccountId,
                            "must be the id of a service account, as Seller Portal shows it"),
                    required(
                            "sellerSeq",
                            GalaxyStoreFields::isSellerSeq,
                            "must be the seller deeplink of Seller Portal, twelve digits"),
                    required(
                            "iapPublicKey",
                            GalaxyStoreFields::isPublicKey,
                            "must be the IAP key of Seller Portal, an RSA public key")),
            List.of(required(
                    "privateKey",
                    GalaxyStoreFields::isPrivateKey,
                    "must be the service account's private key: RSA, at least 2048 bits, unencrypted PKCS#8"))),
    STRIPE(
            "stripe",
            true,
            List.of(
                    optional(
                            "accountId",
                            LinkField::isStripeAccount,
                            "must be the account's id, which begins with acct_"),
                    optional(
                            "publishableKey",
                            LinkField::isPublishableKey,
                            "must be a publishable key, which begins with pk_")),
            List.of(
                    required("secretKey", LinkField::isStripeKey, "must be a secret key, which begins with sk_ or rk_"),
                    required("webhookSecret", LinkField::isWebhookSecret, "must begin with whsec_"))),
    TOSS_PAYMENTS(
            "toss-payments",
            true,
            List.of(
                    required("merchantId", TossFields::isMerchantId, "must be the mId, letters and digits"),
                    required(
                            "clientKey",
                            TossFields::isClientKey,
                            "must be a client key, which begins with test_ck_, live_ck_, test_gck_ or live_gck_"),
                    optional(
                            "checkoutUrl",
                            TossFields::isCheckoutUrl,
                            "must be an absolute https URL (http on this machine alone) of at most "
                                    + TossFields.LONGEST_CHECKOUT_URL + " characters, without user and fragment")),
            List.of(
                    required(
                            "secretKey",
                            TossFields::isSecretKey,
                            "must be a secret key, which begins with test_sk_, live_sk_, test_gsk_ or live_gsk_"),
                    optional(
                            "securityKey",
                            LinkField::isClientSecret,
                            "must be the security key that webhooks about payouts are signed with")));

    private final String id;
    private final boolean offered;
    private final List<LinkField> settings;
    private final List<LinkField> credentials;

    Market(String id, boolean offered, List<LinkField> settings, List<LinkField> credentials) {
        this.id = id;
        this.offered = offered;
        this.settings = settings;
        this.credentials = credentials;
    }

    private static LinkField consent() {
        return optional("customersConsent", LinkField::isTrueOrFalse, "must be the text true or false");
    }

    public static Optional<Market> of(String id) {
        return Arrays.stream(values()).filter(market -> market.id.equals(id)).findFirst();
    }

    /** The name in URLs, events and products. */
    public String id() {
        return id;
    }

    /** Whether payments are taken there already. */
    public boolean offered() {
        return offered;
    }

    /** Settings that the market knows. Links of before may have others. */
    public List<LinkField> settings() {
        return settings;
    }

    /** Credentials that the market knows. Links of before may have others. */
    public List<LinkField> credentials() {
        return credentials;
    }
}
