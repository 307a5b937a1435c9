package io.coinslot.catalog.market;

import static io.coinslot.catalog.market.LinkField.required;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A market and what a service has to tell about itself to sell there. */
public enum Market {
    GOOGLE_PLAY(
            "google-play",
            true,
            List.of(required(
                    "packageName", LinkField::isPackageName, "must be a package name such as com.example.game")),
            List.of(required(
                    "serviceAccountJson",
                    ServiceAccountJson::isComplete,
                    "must be the JSON key file of a service account, with client_email, private_key and token_uri"))),
    APP_STORE("app-store", false, List.of(), List.of()),
    ONE_STORE("one-store", false, List.of(), List.of()),
    GALAXY_STORE("galaxy-store", false, List.of(), List.of()),
    STRIPE(
            "stripe",
            true,
            List.of(),
            List.of(
                    required("secretKey", LinkField::isStripeKey, "must be a secret key, which begins with sk_ or rk_"),
                    required("webhookSecret", LinkField::isWebhookSecret, "must begin with whsec_"))),
    TOSS_PAYMENTS("toss-payments", false, List.of(), List.of());

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

    /** Settings that the market needs; further ones are kept as they are. */
    public List<LinkField> settings() {
        return settings;
    }

    /** Credentials that the market needs; further ones are sealed with them. */
    public List<LinkField> credentials() {
        return credentials;
    }
}
