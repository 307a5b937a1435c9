package io.coinslot.simulators.issuer;

import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** How the company's cards look to those who hold them. */
public final class CardFace {
    private CardFace() {}

    /** A card's product, in the card networks' terms. */
    public static ObjectNode productConfig(String brand) {
        return Json.object()
                .put("issuerName", Issuer.TITLE)
                .put("shortDescription", title(brand))
                .put("longDescription", title(brand) + ", a card that only tests can have")
                .put("brand", brand)
                .put("termsAndConditionsUrl", "https://bank.example/terms")
                .put("termsAndConditionsAssetId", termsId(brand))
                .put("privacyPolicyUrl", "https://bank.example/privacy")
                .put("customerServiceUrl", "https://bank.example/service")
                .put("cardBackgroundCombinedAssetId", id("background " + brand))
                .put("foregroundColor", "000000")
                .put("isCoBranded", "false");
    }

    static String title(String brand) {
        return Issuer.TITLE + " " + brand.substring(0, 1).toUpperCase(Locale.ROOT) + brand.substring(1);
    }

    static String termsId(String brand) {
        return id("terms " + brand);
    }

    private static String id(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
