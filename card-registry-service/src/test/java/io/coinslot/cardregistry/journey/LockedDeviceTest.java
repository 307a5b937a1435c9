package io.coinslot.cardregistry.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.TokenSteps;
import io.coinslot.cardregistry.token.Tokens.Report;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device's lock at a company that keeps it as the token requestor's suspension: each is lifted by itself all the same. */
class LockedDeviceTest extends OneToken {
    @BeforeEach
    void knowNoLocks() {
        registry.issuer.knowsLocks = false;
    }

    private static ChangeRequest by(Suspender suspender) {
        return new ChangeRequest(suspender, "OTHER", "", null);
    }

    private void suspend(Suspender suspender) {
        registry.tokens.suspend("DWSB-1", Registry.key("s"), by(suspender));
    }

    private void unsuspend(Suspender suspender) {
        registry.tokens.unsuspend("DWSB-1", Registry.key("u"), by(suspender));
    }

    private void reports(String status, String... suspenders) {
        StatusReport report = StatusReport.told(status, List.of(suspenders), registry.issuer.next(), null);
        registry.tokens.reported(
                new Report("r-" + report.statusTimestamp(), "DWSB-1", "bank", "", report.namingNoLocks(), null, null));
    }

    private Iterable<String> atTheCompany() {
        return registry.issuer.suspended.get("DWSB-1");
    }

    @Test
    void isLiftedByTheDeviceThoughTheCompanyNamesTheRequestor() throws Exception {
        suspend(Suspender.DEVICE_LOCKED);
        registry.run();
        assertThat(token().suspendedBy()).containsExactly(Suspender.DEVICE_LOCKED);
        assertThat(atTheCompany()).containsExactly("TOKEN_REQUESTOR");
        reports("SUSPENDED", "TOKEN_REQUESTOR", "CARDHOLDER");
        assertThat(token().suspendedBy()).containsExactlyInAnyOrder(Suspender.DEVICE_LOCKED, Suspender.CARDHOLDER);
        reports("SUSPENDED", "TOKEN_REQUESTOR");
        unsuspend(Suspender.DEVICE_LOCKED);
        registry.run();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(atTheCompany()).isEmpty();
    }

    @Test
    void staysThereAsLongAsTheServiceHoldsTheTokenToo() throws Exception {
        suspend(Suspender.DEVICE_LOCKED);
        suspend(Suspender.TOKEN_REQUESTOR);
        registry.run();
        assertThat(token().untold()).isEmpty();
        unsuspend(Suspender.DEVICE_LOCKED);
        registry.run();
        assertThat(token().suspendedBy()).containsExactly(Suspender.TOKEN_REQUESTOR);
        assertThat(atTheCompany()).containsExactly("TOKEN_REQUESTOR");
        unsuspend(Suspender.TOKEN_REQUESTOR);
        registry.run();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(atTheCompany()).isEmpty();
    }

    @Test
    void isLiftedThereOnceBothAreLiftedAtOneTime() throws Exception {
        suspend(Suspender.DEVICE_LOCKED);
        suspend(Suspender.TOKEN_REQUESTOR);
        registry.run();
        unsuspend(Suspender.DEVICE_LOCKED);
        unsuspend(Suspender.TOKEN_REQUESTOR);
        registry.run();
        assertThat(token().status()).isEqualTo(TokenStatus.ACTIVE);
        assertThat(atTheCompany()).isEmpty();
    }

    @Test
    void isToldOfIfTheOtherWasLiftedInTheMoment() throws Exception {
        suspend(Suspender.DEVICE_LOCKED);
        registry.run();
        Decision.Accepted<Token, TokenEvent, Void> step = (Decision.Accepted<Token, TokenEvent, Void>)
                TokenSteps.liftedBeside(token(), Suspender.TOKEN_REQUESTOR, by(Suspender.DEVICE_LOCKED), true);
        assertThat(step.startedTasks()).extracting(TaskDraft::taskId).containsExactly("unsuspend:DEVICE_LOCKED");
    }

    @Test
    void isHeldThoughTheLiftingOfTheServicesComesToTheCompanyLast() throws Exception {
        suspend(Suspender.TOKEN_REQUESTOR);
        registry.run();
        unsuspend(Suspender.TOKEN_REQUESTOR);
        registry.issuer.beforeLettingGo = () -> {
            suspend(Suspender.DEVICE_LOCKED);
            assertThatCode(registry::run).doesNotThrowAnyException();
        };
        registry.run();
        assertThat(atTheCompany()).as("the company let it go last").isEmpty();
        registry.pass(Duration.ofMinutes(2));
        assertThat(token().suspendedBy()).containsExactly(Suspender.DEVICE_LOCKED);
        assertThat(atTheCompany()).containsExactly("TOKEN_REQUESTOR");
    }

    @Test
    void isTheServicesIfNoDeviceHasLockedIt() {
        reports("SUSPENDED", "TOKEN_REQUESTOR");
        assertThat(token().suspendedBy()).containsExactly(Suspender.TOKEN_REQUESTOR);
    }
}
