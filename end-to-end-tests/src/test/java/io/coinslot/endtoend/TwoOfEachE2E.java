package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.client.CoinslotClient;
import io.coinslot.client.NewPurchase;
import io.coinslot.client.Purchase;
import io.coinslot.client.Receipt;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sells through two processes of each service, and has one of them go and come back. */
@ExtendWith(StackExtension.class)
class TwoOfEachE2E {
    private static final int PURCHASES_PER_SECOND = 4;
    private static final List<String> KILLED = List.of("market-gateway-service", "settlement-service");
    private static final List<String> ENDED = List.of("billing-service", "catalog-service");

    @Test
    void sellsEachItemOnceWhicheverOfTwoDoesWhat(RunningStack stack) throws Exception {
        try (SecondInstances second = new SecondInstances(stack);
                Game game = new Game(stack, second.gateways())) {
            Map<String, String> twins = sellsTheSameAtBoth(stack, second, game);
            try (Load load = new Load(game, PURCHASES_PER_SECOND)) {
                load.accepted.putAll(twins);
                for (String service : KILLED) {
                    load.awaitBuyers();
                    second.kill(service);
                    sellsOn(load, service);
                    second.start(service);
                }
                for (String service : ENDED) {
                    load.awaitBuyers();
                    second.end(service, () -> isServed(game, load));
                    sellsOn(load, service);
                    second.start(service);
                }
                load.finish();
                CrashE2E.addUp(stack, game, load);
            }
        }
    }

    /** Nobody repeats this: what is asked for while a process parts from its callers is answered. */
    private static void isServed(Game game, Load load) {
        game.client.purchases().get(load.accepted.values().iterator().next());
    }

    private static void sellsOn(Load load, String without) {
        int before = load.accepted.size();
        await(without).atMost(CrashE2E.PATIENCE).until(() -> load.accepted.size() >= before + 2 * PURCHASES_PER_SECOND);
    }

    /** Each request is made at both gateways at once. */
    private static Map<String, String> sellsTheSameAtBoth(RunningStack stack, SecondInstances second, Game game) {
        Map<String, String> sold = new HashMap<>();
        try (CoinslotClient one = client(stack, game, stack.gateway());
                CoinslotClient other = client(stack, game, second.gateway())) {
            for (int number = 0; number < 10; number++) {
                String key = "twin-" + number;
                NewPurchase wish = NewPurchase.of("user-" + key, "gem-100", Game.GOOGLE_PLAY);
                Purchase purchase =
                        theSame(atOnce(one, other, client -> client.purchases().create(wish, key)));
                Receipt receipt = Receipt.purchaseToken(
                        game.payAtGooglePlay(purchase).path("purchaseToken").stringValue());
                atOnce(one, other, client -> {
                    client.purchases().submitReceipt(purchase.purchaseId(), receipt);
                    return receipt;
                });
                sold.put(key, purchase.purchaseId());
            }
        }
        return sold;
    }

    private static Purchase theSame(List<Purchase> answers) {
        assertThat(answers)
                .extracting(Purchase::purchaseId)
                .containsOnly(answers.getFirst().purchaseId());
        return answers.getFirst();
    }

    private static <T> List<T> atOnce(CoinslotClient one, CoinslotClient other, Function<CoinslotClient, T> call) {
        return Stream.of(one, other)
                .map(client -> CompletableFuture.supplyAsync(() -> call.apply(client), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static CoinslotClient client(RunningStack stack, Game game, URI gateway) {
        return CoinslotClient.builder()
                .gateway(gateway)
                .http(stack.contract().http())
                .credentials(game.secrets.clientId(), game.secrets.clientSecret())
                .build();
    }
}
