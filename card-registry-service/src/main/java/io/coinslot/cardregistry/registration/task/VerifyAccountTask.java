package io.coinslot.cardregistry.registration.task;

import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.AssertionRefused;
import io.coinslot.cardregistry.account.AssertionRefused.Reason;
import io.coinslot.cardregistry.account.SpentAssertions;
import io.coinslot.cardregistry.account.VerifiedAccount;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.registration.PeerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationEvent;
import io.coinslot.cardregistry.registration.RegistrationTasks;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Verifies whose account it is, once with each assertion. The provider's keys may have to be read for it. */
final class VerifyAccountTask extends RegistrationTask {
    private final AccountAssertions assertions;
    private final SpentAssertions spent;
    private final KeptAssertions kept;
    private final PeerServers peers;

    VerifyAccountTask(AccountAssertions assertions, SpentAssertions spent, KeptAssertions kept, PeerServers peers) {
        super(RegistrationTasks.VERIFY_ACCOUNT);
        this.assertions = assertions;
        this.spent = spent;
        this.kept = kept;
        this.peers = peers;
    }

    @Override
    public String target(Registration registration, Task task) {
        return "account-provider:" + provider(registration);
    }

    private String provider(Registration registration) {
        try {
            String assertion = kept.of(registration);
            return assertion == null ? "" : assertions.provider(assertion);
        } catch (AssertionNotOpened e) {
            return ""; // The attempt fails by it.
        }
    }

    @Override
    public Outcome<Registration, RegistrationEvent> run(String id, Registration registration, Task task)
            throws IOException, AssertionNotOpened {
        String assertion = kept.of(registration);
        if (assertion == null) {
            return nothingToDo();
        }
        try {
            VerifiedAccount account =
                    assertions.verify(assertion, null, registration.applicant().keyThumbprint());
            if (!spent.spend(account.assertionId(), account.expiresAt(), id)) {
                throw new AssertionRefused(Reason.ASSERTION_REPLAYED);
            }
            List<String> asked = peers.ids().stream()
                    .filter(account.onward()::containsKey)
                    .sorted()
                    .toList();
            return done(current -> PeerSteps.accountVerified(current, account.accountReference(), asked));
        } catch (AssertionRefused e) {
            return done(current -> PeerSteps.accountRefused(current, e.reason().name()));
        }
    }

    /** That a key of ours is missing says nothing of the provider. */
    @Override
    public boolean countsAgainstTarget(Exception failure) {
        return !(failure instanceof AssertionNotOpened);
    }

    @Override
    public Function<Registration, Decision<Registration, RegistrationEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        String why =
                lastFailure instanceof AssertionNotOpened ? AssertionNotOpened.CODE : "ACCOUNT_PROVIDER_UNAVAILABLE";
        return current -> PeerSteps.accountRefused(current, why);
    }

    @Override
    public int maxAttempts() {
        return 8;
    }
}
