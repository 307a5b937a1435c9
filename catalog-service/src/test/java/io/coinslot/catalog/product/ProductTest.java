package io.coinslot.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ProductTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final ProductId GEMS = new ProductId("gem-100");

    private final Product product = Product.created("arcade", GEMS, named("100 gems"), NOW);

    @Test
    void staysOfItsVersionWhenNothingChanges() {
        Product same = product.with(named("100 gems"), LATER);
        assertThat(same.version()).isEqualTo(product.version());
        assertThat(same.updatedAt()).isEqualTo(product.updatedAt());
        assertThat(same.details()).isEqualTo(product.details());
        assertThat(same.with(named("100 gems"), LATER)).isSameAs(same);
    }

    @Test
    void countsItsVersions() {
        Product changed = product.with(named("101 gems"), LATER);

        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.createdAt()).isEqualTo(NOW);
        assertThat(changed.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void anImportAppliedAgainDoesNotUndoNewerWork() {
        Product imported = Product.imported(product, "arcade", GEMS, named("from file"), "imp_1", NOW);
        Product edited = imported.with(named("by hand"), LATER);

        assertThat(Product.imported(edited, "arcade", GEMS, named("from file"), "imp_1", NOW))
                .isSameAs(edited);
    }

    @Test
    void anImportThatFindsItsDetailsThereDoesNotUndoNewerWorkEither() {
        Product found = Product.imported(product, "arcade", GEMS, product.details(), "imp_1", NOW);
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.updatedAt()).isEqualTo(NOW);
        Product edited = found.with(named("by hand"), NOW);

        assertThat(Product.imported(edited, "arcade", GEMS, product.details(), "imp_1", NOW))
                .isSameAs(edited);
    }

    @Test
    void anImportDoesNotUndoWhatWasDoneSinceItWasAccepted() {
        Product edited = product.with(named("by hand"), LATER);

        assertThat(Product.imported(edited, "arcade", GEMS, named("from file"), "imp_1", LATER.minusMillis(1)))
                .isSameAs(edited);
        assertThat(Product.imported(edited, "arcade", GEMS, named("from file"), "imp_1", LATER)
                        .details())
                .isEqualTo(named("from file"));
    }

    @Test
    void anImportDoesNotUndoWhatWasPutUnchangedSinceItWasAccepted() {
        Product product = Product.created("arcade", GEMS, named("now"), NOW);
        Product confirmed = product.with(named("now"), LATER);
        Instant between = NOW.plusSeconds(30);
        assertThat(Product.imported(confirmed, "arcade", GEMS, named("imported"), "imp_1", between))
                .isSameAs(confirmed);
        Instant after = LATER.plusSeconds(30);
        assertThat(Product.imported(confirmed, "arcade", GEMS, named("imported"), "imp_2", after)
                        .details())
                .isEqualTo(named("imported"));
    }

    @Test
    void anImportDoesNotUndoALaterOneThatFoundItsDetailsThere() {
        Product product = Product.created("arcade", GEMS, named("now"), NOW);
        Product confirmed = Product.imported(product, "arcade", GEMS, named("now"), "imp_2", LATER);
        assertThat(Product.imported(confirmed, "arcade", GEMS, named("imported"), "imp_1", NOW.plusSeconds(30))
                        .details())
                .isEqualTo(named("now"));
    }

    @Test
    void anImportCreatesWhatIsNotThere() {
        Product created = Product.imported(null, "arcade", GEMS, named("from file"), "imp_1", NOW);
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.recentImports()).containsExactly("imp_1");
    }

    @Test
    void remembersTheLastImportsOnly() {
        Product changed = product;
        for (int number = 0; number < 20; number++) {
            changed = Product.imported(changed, "arcade", GEMS, named("name " + number), "imp_" + number, NOW);
        }
        assertThat(changed.recentImports()).hasSize(8).endsWith("imp_19");
    }

    static ProductDetails named(String name) {
        return new ProductDetails(
                name,
                ProductType.CURRENCY,
                List.of(new Price(null, null, Money.ofMinor(CurrencyUnit.of("KRW"), 1200))),
                Map.of("google-play", "gem_100"),
                null,
                null,
                true);
    }
}
