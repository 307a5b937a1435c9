package io.coinslot.simulators.appstore;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.protocol.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends notifications on request: again, twice, wrongly signed, of an unknown kind, or senseless. */
final class AppStoreResend {
    private final Store store;
    private final Developers developers;
    private final Notices notices;

    AppStoreResend(Store store, Developers developers, Notices notices) {
        this.store = store;
        this.developers = developers;
        this.notices = notices;
    }

    private enum Kind {
        RESEND,
        DUPLICATE,
        FORGED,
        UNKNOWN_TYPE,
        POISON,
        TEST
    }

    JsonNode send(Input input) {
        Kind kind = input.choice("kind", Kind.RESEND);
        int times = kind == Kind.DUPLICATE ? 2 : 1;
        Proof proof = input.choice("proof", kind == Kind.FORGED ? Proof.WRONG_ROOT : Proof.VALID);
        Developer developer = developer(input);
        Told notification = notification(kind, input, developer);
        return Json.object()
                .put("notificationUUID", notification.notificationId())
                .set("statuses", notices.sendNow(developer, notification, proof, times));
    }

    private Told notification(Kind kind, Input input, Developer developer) {
        return switch (kind) {
            case RESEND, DUPLICATE, FORGED -> latest(input.text("transactionId"));
            case UNKNOWN_TYPE -> notices.of("MARVEL", developer);
            case TEST -> notices.of(Notices.TEST, developer);
            case POISON -> notices.senseless(developer);
        };
    }

    /** What was told of the transaction last. */
    private Told latest(String transactionId) {
        List<StoreMemory.Line> lines = store.told(line -> transactionId.equals(line.transactionId()), true);
        if (lines.isEmpty()) {
            throw ControlRefusal.unknown("nothing was told about this transactionId");
        }
        return store.read(lines.getLast());
    }

    private Developer developer(Input input) {
        Purchase purchase = purchase(input);
        Developer developer = purchase == null
                ? developers.byService(input.text("serviceId"))
                : developers.byBundle(purchase.sale().bundleId());
        if (developer == null) {
            throw ControlRefusal.unknown("no service has credentials for this application");
        }
        return developer;
    }

    private @Nullable Purchase purchase(Input input) {
        String transactionId = input.optionalText("transactionId");
        return transactionId == null ? null : store.byTransaction(transactionId);
    }
}
