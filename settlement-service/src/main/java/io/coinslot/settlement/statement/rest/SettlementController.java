package io.coinslot.settlement.statement.rest;

import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.http.AwaitedVersion;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.settlement.statement.EntriesCsv;
import io.coinslot.settlement.statement.Settlement;
import io.coinslot.settlement.statement.Settlement.Period;
import io.coinslot.settlement.statement.Settlements;
import io.coinslot.settlement.statement.Settlements.Requested;
import io.coinslot.settlement.statement.StatementEntries;
import io.coinslot.settlement.statement.Status;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SettlementController {

    private final Settlements settlements;
    private final StatementEntries entries;
    private final VersionWatch<Settlement> watch;
    private final Clock clock;

    SettlementController(
            Settlements settlements, StatementEntries entries, VersionWatch<Settlement> watch, Clock clock) {
        this.settlements = settlements;
        this.entries = entries;
        this.watch = watch;
        this.clock = clock;
    }

    @PostMapping("/v1/settlements")
    ResponseEntity<SettlementBodies.View> request(
            Caller caller, IdempotencyKey key, @RequestBody SettlementBodies.Request body) {
        String serviceId = caller.requiring("settlements:write").service();
        Period period = body.toPeriod();
        String fingerprint = DerivedId.fingerprint(
                serviceId,
                period.scope().name(),
                period.userId() == null ? "" : period.userId(),
                period.from().toString(),
                period.to().toString());
        Settlement asked = Settlement.requested(
                DerivedId.of("set_", caller.clientId(), key.value()),
                serviceId,
                fingerprint,
                period,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Requested requested = settlements.request(asked);
        if (!requested.settlement().requestFingerprint().equals(fingerprint)) {
            throw Problem.of(
                            GeneralProblem.IDEMPOTENCY_KEY_REUSED,
                            "This key was used for another settlement; send a new key with a new request")
                    .asException();
        }
        return answer(requested);
    }

    /** A repeated request is answered as the first one was: pending. */
    private static ResponseEntity<SettlementBodies.View> answer(Requested requested) {
        Settlement first = requested.settlement().asRequested();
        var answer = ResponseEntity.accepted().location(URI.create("/v1/settlements/" + first.settlementId()));
        if (!requested.fresh()) {
            answer.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return answer.body(SettlementBodies.View.of(first));
    }

    @GetMapping("/v1/settlements/{settlementId}")
    SettlementBodies.View get(
            Caller caller,
            @PathVariable String settlementId,
            @RequestParam(required = false) @Nullable Long minVersion,
            @RequestParam(required = false) @Nullable Long waitMillis) {
        AwaitedVersion awaited = AwaitedVersion.of(minVersion, waitMillis);
        caller.requiring("settlements:read");
        Stored<Settlement> stored = watch.read(
                settlementId, awaited.minVersion(), awaited.atMost(), found -> caller.owns(found.serviceId()));
        if (stored == null) {
            throw unknown(settlementId);
        }
        return SettlementBodies.View.of(stored.state());
    }

    /** Every entry behind the totals, sent as it is read; the connection breaks where they turn out not to add up. */
    @GetMapping("/v1/settlements/{settlementId}/entries.csv")
    void entries(Caller caller, @PathVariable String settlementId, HttpServletResponse response) throws IOException {
        Settlement settlement = owned(caller, settlementId);
        if (settlement.status() != Status.READY) {
            throw Problem.of(GeneralProblem.CONFLICT, "The settlement is " + settlement.status())
                    .asException();
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + settlementId + ".csv\"");
        EntriesCsv.write(settlement, entries, response.getOutputStream());
    }

    private Settlement owned(Caller caller, String settlementId) {
        caller.requiring("settlements:read");
        Settlement settlement = settlements.find(settlementId);
        if (settlement == null || !caller.owns(settlement.serviceId())) {
            throw unknown(settlementId);
        }
        return settlement;
    }

    private static ProblemException unknown(String settlementId) {
        return Problem.of(GeneralProblem.NOT_FOUND, "There is no settlement " + settlementId)
                .asException();
    }
}
