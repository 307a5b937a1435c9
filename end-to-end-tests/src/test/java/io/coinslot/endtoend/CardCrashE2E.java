package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.client.CardRegistration;
import io.coinslot.client.CardState;
import io.coinslot.client.CoinslotException;
import io.coinslot.client.NewCardRegistration;
import io.coinslot.client.NewCardRegistration.Selection;
import io.coinslot.client.PaymentToken;
import io.coinslot.endtoend.Cardholder.Company;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cards are asked for while the card registry dies between two steps, and what it stands on dies. Each gets there once. */
@ExtendWith(StackExtension.class)
class CardCrashE2E {
    private static final String REGISTRY = "card-registry-service";
    private static final String TOPIC = "card.registration-events.v1";
    private static final List<String> MOMENTS = List.of("BEFORE_WRITE", "AFTER_WRITE", "AFTER_SEND", "AFTER_CALL");
    private static final List<String> BELOW = List.of("store", "broker");
    private static final int HOLDERS_PER_DEATH = 8;
    /** Each registration passes every moment several times, and those of all holders are not written together. */
    private static final int LATEST_PASS = 6;

    private final List<Asking> asking = new ArrayList<>();
    private final ExecutorService devices = Executors.newVirtualThreadPerTaskExecutor();

    private record Asking(Cardholder holder, Company company, Future<CardRegistration> accepted) {}

    @Test
    void registersEachCardOnceWhateverDies(RunningStack stack) throws Exception {
        try (Game game = new Game(stack);
                devices) {
            for (String moment : MOMENTS) {
                List<Cardholder> holders = holders(stack, game);
                stack.kill(REGISTRY);
                BooleanSupplier died = stack.upAndDieAt(
                        REGISTRY, moment, ThreadLocalRandom.current().nextInt(1, LATEST_PASS + 1));
                holders.forEach(this::ask);
                await(moment).atMost(CrashE2E.PATIENCE).until(died::getAsBoolean);
                stack.up();
            }
            for (String victim : BELOW) {
                holders(stack, game).forEach(this::ask);
                stack.kill(victim);
                stack.up();
            }
            for (Asking each : asking) {
                isRegisteredOnce(each);
            }
            eachWasToldOnce(new Topic(stack));
            await().atMost(CrashE2E.PATIENCE)
                    .untilAsserted(
                            () -> CrashE2E.nothingWaits(stack, "card_registry.registrations", "card_registry.tokens"));
        } finally {
            asking.forEach(each -> each.holder().close());
        }
    }

    private static List<Cardholder> holders(RunningStack stack, Game game) {
        List<Cardholder> holders = new ArrayList<>();
        for (int count = 0; count < HOLDERS_PER_DEATH; count++) {
            Cardholder holder = new Cardholder(stack, game);
            // The session is opened now: later the gateway may be busy with refusing.
            assertThat(holder.watch.paymentTokens().list()).isEmpty();
            holders.add(holder);
        }
        return holders;
    }

    /** Under one key until there is an answer. */
    private void ask(Cardholder holder) {
        Company company = Company.values()[asking.size() % Company.values().length];
        holder.cardOnThePhone(PublishedCards.decided("APPROVED").number(), company);
        NewCardRegistration wish = holder.wish(Selection.ALL, holder.assertion());
        String key = CardDevice.newKey();
        asking.add(new Asking(
                holder,
                company,
                devices.submit(() ->
                        Load.answered(() -> holder.watch.cardRegistrations().register(wish, key)))));
    }

    private static void isRegisteredOnce(Asking each) throws Exception {
        String id = each.accepted().get().registrationId();
        CardRegistration done = await(id)
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(CoinslotException.class)
                .until(() -> each.holder().watch.cardRegistrations().get(id), CardCrashE2E::isOver);
        assertThat(done.state()).as(done.toString()).isEqualTo(CardState.COMPLETED);
        String token = done.cards().getFirst().tokenUniqueReference();
        assertThat(each.holder().watch.paymentTokens().list()).singleElement().satisfies(own -> {
            assertThat(own.tokenUniqueReference()).isEqualTo(token);
            assertThat(own.status()).isEqualTo(PaymentToken.Status.ACTIVE);
        });
        assertThat(each.holder().tasks(each.company())).singleElement().satisfies(task -> {
            assertThat(task.path("tokenUniqueReference").asString()).isEqualTo(token);
            assertThat(task.path("tokenStatus").asString()).isEqualTo("ACTIVE");
        });
    }

    private static boolean isOver(CardRegistration registration) {
        return switch (registration.state()) {
            case COMPLETED, DECLINED, FAILED, EXPIRED, CANCELLED -> true;
            default -> false;
        };
    }

    private void eachWasToldOnce(Topic topics) throws Exception {
        Map<String, Long> told = topics.eventsById(TOPIC).values().stream()
                .filter(envelope -> ((GenericRecord) envelope.get("event"))
                        .getSchema()
                        .getName()
                        .equals("CardCompleted"))
                .map(envelope -> envelope.get("subjectId").toString())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        for (Asking each : asking) {
            assertThat(told).containsEntry(each.accepted().get().registrationId(), 1L);
        }
    }
}
