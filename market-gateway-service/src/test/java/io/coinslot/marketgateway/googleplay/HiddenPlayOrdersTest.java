package io.coinslot.marketgateway.googleplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.VerifiesReceipts.StillPending;
import io.coinslot.marketgateway.market.VerifiesReceipts.Verdict;
import io.coinslot.marketgateway.payment.Receipt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What Google Play does not show says nothing about what was paid, unless Google itself says so of the purchase. */
class HiddenPlayOrdersTest extends PlayOverTheWire {
    private static final String PAID = """
        {"orderId":"GPA.1","obfuscatedExternalAccountId":"account-of-user-1",
         "purchaseStateContext":{"purchaseState":"PURCHASED"},
         "purchaseCompletionTime":"2026-11-22T12:00:00Z",
         "productLineItem":[{"productId":"gem_100","productOfferDetails":{"quantity":1}}]}\
        """;
    private static final String NOT_FOUND = """
        {"error":{"code":404,"message":"The order was not found.","status":"NOT_FOUND",
         "errors":[{"reason":"orderNotFound","message":"The order was not found.","domain":"androidpublisher"}]}}\
        """;
    private static final String PAGE = "<html><title>Error 404 (Not Found)</title></html>";

    private Verdict verdict() throws MarketFailure {
        return new PlayReceipts(consoles)
                .verify(link, Orders.of(Orders.GOOGLE_PLAY, "p1"), new Receipt(Receipt.Kind.PURCHASE_TOKEN, "token-1"));
    }

    private static void assertLater(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(MarketFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.RETRY_LATER);
            assertThat(failure.code()).isEqualTo(code);
        });
    }

    @Test
    void anOrderOfAPaidPurchaseThatIsNotShownYetIsAskedForAgain() {
        market.answers(PURCHASE, 200, PAID);
        market.answers(ORDER, 404, NOT_FOUND);
        assertLater(this::verdict, "ORDER_NOT_SHOWN");
    }

    @Test
    void aPaidPurchaseIsPendingAsLongAsItsOrderIs() throws MarketFailure {
        market.answers(PURCHASE, 200, PAID);
        market.answers(
                ORDER,
                200,
                "{\"orderId\":\"GPA.1\",\"state\":\"PENDING\",\"total\":{\"currencyCode\":\"KRW\",\"units\":\"1200\"}}");
        assertThat(verdict()).isInstanceOf(StillPending.class);
    }

    @Test
    void anOrderThatAFrontServerDoesNotFindIsAskedForAgain() {
        market.answers(PURCHASE, 200, PAID);
        market.answers(ORDER, 404, PAGE);
        assertLater(this::verdict, "HTTP_404");
    }

    @Test
    void aPurchaseThatAFrontServerDoesNotFindIsAskedForAgain() {
        for (int status : new int[] {400, 404, 410}) {
            market.answers(PURCHASE, status, PAGE);
            assertLater(this::verdict, "HTTP_" + status);
            market.answers(PURCHASE, status, "{}");
            assertLater(this::verdict, "HTTP_" + status);
        }
    }

    @Test
    void aPurchaseThatGoogleDoesNotFindIsNone() {
        market.answers(PURCHASE, 404, NOT_FOUND);
        assertThatThrownBy(this::verdict).isInstanceOfSatisfying(MarketFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.DECLINED);
            assertThat(failure.code()).isEqualTo("NOT_FOUND");
        });
    }
}
