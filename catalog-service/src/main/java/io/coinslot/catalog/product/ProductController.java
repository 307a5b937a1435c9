package io.coinslot.catalog.product;

import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.catalog.request.Publication;
import io.coinslot.catalog.request.Version;
import io.coinslot.catalog.service.Services;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.http.AwaitedVersion;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProductController {
    private static final String READ = "catalog:read";
    private static final String WRITE = "catalog:write";

    private final Products products;
    private final ProductPages pages;
    private final ProductRoom room;
    private final Services services;
    private final Clock clock;

    ProductController(Products products, ProductPages pages, ProductRoom room, Services services, Clock clock) {
        this.products = products;
        this.pages = pages;
        this.room = room;
        this.services = services;
        this.clock = clock;
    }

    @PutMapping("/v1/products/{productId}")
    ResponseEntity<ProductView> put(
            Caller caller,
            @PathVariable String productId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ProductBody body) {
        String serviceId = services.requireKnown(caller.requiring(WRITE).service());
        ProductId id = ProductId.parse(productId, "productId");
        FieldErrors errors = new FieldErrors();
        errors.require(
                body.productId() == null || body.productId().equals(productId),
                "/productId",
                "differs from the one in the path");
        ProductDetails details = new ProductCheck("", errors).details(body);
        errors.refuseIfAny();
        room.requireFor(serviceId, List.of(id));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Committed<Products.Put> committed = Publication.await(products.put(serviceId, id, details, ifMatch, now));
        return answer(committed.result());
    }

    @GetMapping("/v1/products/{productId}")
    ResponseEntity<ProductView> get(
            Caller caller,
            @PathVariable String productId,
            @RequestParam(required = false) @Nullable Long minVersion,
            @RequestParam(required = false) @Nullable Long waitMillis) {
        AwaitedVersion awaited = AwaitedVersion.of(minVersion, waitMillis);
        String serviceId = caller.requiring(READ).service();
        Product product = products.find(serviceId, ProductId.parse(productId, "productId"), awaited);
        if (product == null) {
            throw Problem.of(GeneralProblem.NOT_FOUND, "There is no product " + productId)
                    .asException();
        }
        return ResponseEntity.ok().eTag(Version.tag(product.version())).body(ProductView.of(product));
    }

    @GetMapping("/v1/products")
    ProductPage list(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        String serviceId = caller.requiring(READ).service();
        if (limit < 1 || limit > ProductPage.MOST_ITEMS) {
            throw Problem.invalid("limit", "must be 1 to " + ProductPage.MOST_ITEMS)
                    .asException();
        }
        // One more than asked for tells whether there is a next page.
        List<Product> found = pages.page(serviceId, ProductPage.after(cursor), limit + 1);
        return ProductPage.of(found, limit);
    }

    private static ResponseEntity<ProductView> answer(Products.Put put) {
        Product product = put.product();
        var answer = put.created()
                ? ResponseEntity.created(
                        URI.create("/v1/products/" + product.productId().value()))
                : ResponseEntity.ok();
        return answer.eTag(Version.tag(product.version())).body(ProductView.of(product));
    }
}
