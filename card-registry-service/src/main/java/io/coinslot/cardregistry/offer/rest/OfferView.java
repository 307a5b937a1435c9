package io.coinslot.cardregistry.offer.rest;

import io.coinslot.cardregistry.offer.OfferDesk.Offer;
import io.coinslot.cardregistry.registration.ProductConfig;
import io.coinslot.cardregistry.signature.rest.SignedRequest;
import io.coinslot.cardregistry.token.TokenFace;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Our cards as peers see them: references, last four digits and looks. */
final class OfferView {
    private OfferView() {}

    static ObjectNode cards(SignedRequest request, List<Offer> offers) {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.put("responseId", request.requestId());
        ArrayNode cards = answer.putArray("cards");
        offers.forEach(offer -> write(cards.addObject(), offer));
        return answer;
    }

    private static void write(ObjectNode card, Offer offer) {
        TokenFace face = offer.token().face();
        card.put("cardReferenceId", offer.cardReferenceId());
        card.put("paymentAccountReference", face.paymentAccountReference());
        card.put("panUniqueReference", face.panUniqueReference());
        card.put("accountPanSuffix", face.accountPanSuffix());
        card.put("issuerId", offer.token().issuerId());
        ObjectNode product = card.putObject("productConfig");
        ProductConfig config = face.productConfig();
        if (config != null) {
            product.put("issuerName", config.issuerName());
            product.put("shortDescription", config.shortDescription());
            product.put("brand", config.brand());
            product.put("termsAndConditionsUrl", config.termsAndConditionsUrl());
            product.put("termsAndConditionsAssetId", config.termsAndConditionsAssetId());
        }
        ObjectNode token = card.putObject("tokenInfo");
        token.put("tokenPanSuffix", face.tokenPanSuffix());
        token.put("accountPanSuffix", face.accountPanSuffix());
    }
}
