package io.coinslot.marketgateway.galaxystore;

import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentOrder;
import tools.jackson.databind.JsonNode;

/**
 * Consumes what can be bought again and acknowledges what is kept for good. Since 2025 Samsung registers no items of the
 * second kind any more: what is kept is an item that is never consumed, and there is nothing to acknowledge then.
 */
final class GalaxyFinishing extends GalaxyCapability implements FinishesPayments {
    private static final String SUCCESS = "0";
    private static final String NO_SUCH_ORDER = "1";
    private static final String NOT_SUCCESSFUL = "2";
    private static final String WRONG_TYPE = "3";
    private static final String DONE_BEFORE = "4";
    private static final String NOT_AUTHORIZED = "5";

    GalaxyFinishing(LinkedClients<GalaxySeller> sellers) {
        super(sellers);
    }

    @Override
    public FinishAction finish(MarketLink link, PaymentOrder order, Capture capture, boolean repeated)
            throws MarketFailure {
        GalaxySeller seller = seller(link);
        String purchaseId = capture.receipt().value();
        FinishAction action = order.productType().isConsumed() ? FinishAction.CONSUMED : FinishAction.ACKNOWLEDGED;
        if (repeated && isFinished(seller.receipt(purchaseId), action)) {
            return action;
        }
        JsonNode answer = seller.finish(purchaseId, action == FinishAction.CONSUMED ? "consume" : "acknowledge");
        return outcome(statusCode(answer, purchaseId), action);
    }

    private static boolean isFinished(GalaxyReceipt receipt, FinishAction action) {
        return action == FinishAction.CONSUMED ? receipt.isConsumed() : receipt.isAcknowledged();
    }

    /** Samsung answers 200 and tells of each purchase what came of it. */
    private static FinishAction outcome(String statusCode, FinishAction action) throws MarketFailure {
        return switch (statusCode) {
            case SUCCESS, DONE_BEFORE -> action;
            case WRONG_TYPE -> {
                if (action == FinishAction.ACKNOWLEDGED) {
                    yield FinishAction.NOT_NEEDED;
                }
                throw MarketFailure.declined("NOT_CONSUMABLE", "Galaxy Store says that the item is not consumable");
            }
            case NO_SUCH_ORDER -> throw MarketFailure.declined("NOT_FOUND", "Galaxy Store knows no such purchase");
            case NOT_SUCCESSFUL ->
                throw MarketFailure.declined("INVALID_STATE", "Galaxy Store says that the order is not successful");
            case NOT_AUTHORIZED ->
                throw MarketFailure.declined("NOT_AUTHORIZED", "Galaxy Store says that the order is not the seller's");
            default ->
                throw new MarketFailure(
                        Kind.RETRY_LATER, "FINISH_NOT_READ", "Galaxy Store tells the code " + statusCode, null, null);
        };
    }

    private static String statusCode(JsonNode answer, String purchaseId) {
        for (JsonNode item : answer.path("purchaseItemList")) {
            if (item.path("purchaseId").asString("").equals(purchaseId)) {
                return item.path("statusCode").asString("none");
            }
        }
        return "none";
    }
}
