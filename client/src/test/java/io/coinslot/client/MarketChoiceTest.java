package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarketChoiceTest {
    private final FakeGateway gateway = new FakeGateway();
    private final CoinslotClient client = Fixtures.client(gateway);

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void saysWhichMarketsAServicePrefers() {
        gateway.on(
                "PUT /v1/services/arcade/market-preferences",
                200,
                "{\"serviceId\":\"arcade\",\"marketPreferences\":[{\"platform\":\"web\",\"markets\":[\"stripe\"]}]}");
        Service service = client.services()
                .preferMarkets(
                        "arcade",
                        List.of(
                                MarketPreference.on(Platform.ANDROID, Market.ONE_STORE, Market.GOOGLE_PLAY)
                                        .inRegion("KR"),
                                MarketPreference.on(Platform.WEB, Market.STRIPE)));
        assertThat(gateway.last().body())
                .isEqualTo(
                        "{\"preferences\":[{\"platform\":\"android\",\"region\":\"KR\","
                            + "\"markets\":[\"one-store\",\"google-play\"]},{\"platform\":\"web\",\"markets\":[\"stripe\"]}]}");
        assertThat(service.marketPreferences()).containsExactly(MarketPreference.on(Platform.WEB, Market.STRIPE));
    }

    @Test
    void leavesTheMarketToBeChosenAndSaysWhy() {
        gateway.on(
                "POST /v1/purchases",
                201,
                "{\"purchaseId\":\"p1\",\"status\":\"REQUESTED\",\"market\":\"toss-payments\",\"marketChoice\":"
                        + "{\"reason\":\"USUAL_ORDER\",\"platform\":\"web\",\"passedOver\":"
                        + "[{\"market\":\"stripe\",\"reason\":\"NOT_ANSWERING\"}]}}");
        Purchase purchase = client.purchases()
                .create(NewPurchase.on(Platform.WEB, "u", "gem-100").inRegion("KR"));
        assertThat(gateway.last().body())
                .isEqualTo(
                        "{\"userId\":\"u\",\"productId\":\"gem-100\",\"quantity\":1,\"region\":\"KR\",\"platform\":\"web\"}");
        assertThat(purchase.market()).isEqualTo(Market.TOSS_PAYMENTS);
        assertThat(purchase.marketChoice())
                .isEqualTo(new MarketChoice(
                        "USUAL_ORDER",
                        Platform.WEB,
                        List.of(new MarketChoice.PassedOver(Market.STRIPE, "NOT_ANSWERING"))));
    }
}
