package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coinslot.cardregistry.charge.ChargeDesk;
import io.coinslot.cardregistry.charge.ChargeOrder;
import io.coinslot.cardregistry.charge.ChargeRefused;
import io.coinslot.cardregistry.charge.ChargeRefused.Reason;
import io.coinslot.cardregistry.issuer.CompanyLine;
import io.coinslot.cardregistry.issuer.FinancialCompanies;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.Suspender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is needed to pay with a token, and who gets it. */
class ChargeDeskTest extends OneToken {
    private ChargeDesk desk;

    @BeforeEach
    void openDesk() {
        desk = new ChargeDesk(
                registry.tokens,
                new CompanyLine(new FinancialCompanies(Map.of("bank", registry.issuer)), registry.targets));
    }

    private static ChargeOrder order(String token, String service, String user) {
        return new ChargeOrder(token, service, user, "pur_1", "{}");
    }

    private Reason refusal(ChargeOrder order) throws Exception {
        try {
            desk.credential(order);
            return null;
        } catch (ChargeRefused refused) {
            return refused.reason();
        }
    }

    @Test
    void handsOnWhatTheCompanySealedForAnActiveToken() throws Exception {
        assertThat(desk.credential(order("DWSB-1", "arcade", "alice"))).isEqualTo(TestIssuer.SEALED);
    }

    @Test
    void anothersTokenIsUnknown() throws Exception {
        assertThat(refusal(order("DWSB-1", "arcade", "bob"))).isEqualTo(Reason.TOKEN_UNKNOWN);
        assertThat(refusal(order("DWSB-1", "casino", "alice"))).isEqualTo(Reason.TOKEN_UNKNOWN);
        assertThat(refusal(order("DWSB-2", "arcade", "alice"))).isEqualTo(Reason.TOKEN_UNKNOWN);
    }

    @Test
    void aTokenThatIsHeldBackOrGoneDoesNotPay() throws Exception {
        registry.tokens.suspend(
                "DWSB-1", Registry.key("s"), new ChangeRequest(Suspender.CARDHOLDER, "OTHER", "", null));
        assertThat(refusal(order("DWSB-1", "arcade", "alice"))).isEqualTo(Reason.TOKEN_SUSPENDED);
        registry.tokens.delete("DWSB-1", Registry.key("d"), new ChangeRequest(Suspender.CARDHOLDER, "OTHER", "", null));
        assertThat(refusal(order("DWSB-1", "arcade", "alice"))).isEqualTo(Reason.TOKEN_DELETED);
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN_SUSPENDED,TOKEN_SUSPENDED",
        "TOKEN_DEACTIVATED,TOKEN_DELETED",
        "TOKEN_NOT_ACTIVE,TOKEN_INACTIVE",
        "TOKEN_NOT_FOUND,TOKEN_UNKNOWN",
        "INVALID_FIELD_VALUE,ISSUER_REFUSED"
    })
    void theCompanyMayKnowBetter(String code, Reason reason) throws Exception {
        registry.issuer.noCredential = new IssuerFailure(IssuerFailure.Kind.REFUSED, code, null, null);
        assertThat(refusal(order("DWSB-1", "arcade", "alice"))).isEqualTo(reason);
    }

    @Test
    void silenceIsNoRefusal() {
        registry.issuer.noCredential = new IssuerFailure(IssuerFailure.Kind.UNKNOWN, "ISSUER_UNAVAILABLE", null, null);
        assertThatThrownBy(() -> desk.credential(order("DWSB-1", "arcade", "alice")))
                .isInstanceOf(IssuerFailure.class);
    }

    private String failure() {
        try {
            return desk.credential(order("DWSB-1", "arcade", "alice"));
        } catch (IssuerFailure failure) {
            return failure.code();
        } catch (ChargeRefused refused) {
            return refused.reason().name();
        }
    }

    @Test
    void aCompanyThatHangsIsNotWaitedForByEverybody() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        registry.issuer.beforeCredentials = () -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        List<Future<String>> calls = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int call = 0; call < 200; call++) {
                    calls.add(threads.submit(this::failure));
                }
                await().until(() -> calls.stream().filter(Future::isDone).count() == 200 - 64 - 16);
            } finally {
                hanging.countDown();
            }
        }
        assertThat(calls.stream().map(Future::resultNow).filter(CompanyLine.ISSUER_BUSY::equals))
                .hasSize(200 - 64 - 16);
    }

    /** Registrations beyond the company's pace keep as many queued for as long as it lasts. */
    @Test
    void isMadeThoughTasksFillTheirPlacesAndQueueForThem() throws Exception {
        Semaphore tasks = registry.targets.bulkhead("issuer:bank", 64);
        tasks.acquire(64);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int task = 0; task < 64; task++) {
                threads.submit(() -> {
                    tasks.acquireUninterruptibly();
                    tasks.release();
                });
            }
            await().until(() -> tasks.getQueueLength() == 64);
            try {
                assertThat(failure()).isEqualTo(TestIssuer.SEALED);
            } finally {
                tasks.release(64);
            }
        }
    }

    @Test
    void aCompanyThatDoesNotAnswerIsLeftAloneForAWhile() throws Exception {
        registry.issuer.noCredential = new IssuerFailure(IssuerFailure.Kind.UNKNOWN, "ISSUER_UNAVAILABLE", null, null);
        for (int call = 0; call < 20; call++) {
            assertThat(failure()).isEqualTo("ISSUER_UNAVAILABLE");
        }
        registry.issuer.noCredential = null;
        assertThat(failure()).isEqualTo(CompanyLine.ISSUER_BUSY);
        assertThat(registry.targets.available("issuer:bank")).isFalse();
    }

    @Test
    void aCompanyThatRefusesIsWell() {
        registry.issuer.noCredential = new IssuerFailure(IssuerFailure.Kind.REFUSED, "TOKEN_SUSPENDED", null, null);
        for (int call = 0; call < 60; call++) {
            assertThat(failure()).isEqualTo("TOKEN_SUSPENDED");
        }
    }
}
