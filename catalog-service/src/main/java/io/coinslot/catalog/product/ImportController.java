package io.coinslot.catalog.product;

import io.coinslot.catalog.product.ImportFormat.Placed;
import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.catalog.request.RequestClaims;
import io.coinslot.catalog.service.Services;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Creates and changes many products at once, all or nothing. */
@RestController
class ImportController {
    private static final int MOST_PRODUCTS = 5_000;
    private static final int MOST_PRICES = 50_000;
    /** What is accepted must fit into one document of 16 MiB. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final ProductImports imports;
    private final ImportFormat format;
    private final ProductRoom room;
    private final Services services;
    private final RequestClaims claims;
    private final Clock clock;

    ImportController(
            ProductImports imports,
            ImportFormat format,
            ProductRoom room,
            Services services,
            RequestClaims claims,
            Clock clock) {
        this.imports = imports;
        this.format = format;
        this.room = room;
        this.services = services;
        this.claims = claims;
        this.clock = clock;
    }

    @PostMapping(path = "/v1/products:import", consumes = "text/csv")
    ResponseEntity<ImportAnswer> csv(Caller caller, IdempotencyKey key, InputStream body) throws IOException {
        String serviceId =
                services.requireKnown(caller.requiring("catalog:write").service());
        FieldErrors errors = new FieldErrors();
        return accept(caller, key, serviceId, format.csv(bounded(body), errors), errors);
    }

    @PostMapping(path = "/v1/products:import", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ImportAnswer> json(Caller caller, IdempotencyKey key, InputStream body) throws IOException {
        String serviceId =
                services.requireKnown(caller.requiring("catalog:write").service());
        return accept(caller, key, serviceId, format.json(bounded(body)), new FieldErrors());
    }

    private ResponseEntity<ImportAnswer> accept(
            Caller caller, IdempotencyKey key, String serviceId, List<Placed> placed, FieldErrors errors) {
        List<ProductImport.Row> rows = checked(placed, errors);
        String claimId = claims.claim(caller, key, "POST /v1/products:import " + serviceId, placed);
        String importId = DerivedId.of("imp_", claimId);
        // What is accepted is applied, whatever has taken the room since: its repetition is not refused.
        if (!imports.isAccepted(importId)) {
            room.requireFor(
                    serviceId, rows.stream().map(ProductImport.Row::productId).toList());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ProductImports.Accepted accepted = imports.accept(ProductImport.accepted(importId, serviceId, rows, now));
        var answer = ResponseEntity.ok();
        if (!accepted.fresh()) {
            answer.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return answer.body(ImportAnswer.of(accepted.imported()));
    }

    private static List<ProductImport.Row> checked(List<Placed> placed, FieldErrors errors) {
        errors.require(
                !placed.isEmpty() && placed.size() <= MOST_PRODUCTS,
                "/items",
                "must be 1 to " + MOST_PRODUCTS + " products");
        errors.refuseIfAny();
        List<ProductImport.Row> rows = new ArrayList<>();
        Set<ProductId> seen = new HashSet<>();
        for (Placed each : placed) {
            ProductImport.Row row = checked(each, errors);
            if (row != null) {
                errors.require(seen.add(row.productId()), each.pointer() + "/productId", "stands here twice");
                rows.add(row);
            }
        }
        errors.require(
                rows.stream().mapToInt(row -> row.details().prices().size()).sum() <= MOST_PRICES,
                "/items",
                "must hold at most " + MOST_PRICES + " prices in all");
        errors.refuseIfAny();
        return rows;
    }

    private static ProductImport.@Nullable Row checked(Placed placed, FieldErrors errors) {
        ProductBody body = placed.body();
        if (body == null) {
            errors.reject(placed.pointer(), "must be a product");
            return null;
        }
        ProductId id = errors.read(() -> ProductId.parse(body.productId(), placed.pointer() + "/productId"));
        ProductDetails details = new ProductCheck(placed.pointer(), errors).details(body);
        return id == null ? null : new ProductImport.Row(id, details);
    }

    private static byte[] bounded(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Problem.of(GeneralProblem.PAYLOAD_TOO_LARGE, "An import has at most " + MOST_BYTES + " bytes")
                    .asException();
        }
        return bytes;
    }

    /** @param imported how many products the import holds; all of them are there now */
    record ImportAnswer(String importId, String status, int imported, Instant acceptedAt) {
        static ImportAnswer of(ProductImport accepted) {
            return new ImportAnswer(accepted.importId(), "APPLIED", accepted.productCount(), accepted.acceptedAt());
        }
    }
}
