package io.coinslot.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.catalog.product.ImportFormat.Placed;
import io.coinslot.catalog.product.ProductBody.PriceBody;
import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.servicekit.problem.FieldError;
import io.coinslot.servicekit.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvProductsTest {
    private final FieldErrors errors = new FieldErrors();

    @Test
    void readsOneProductARow() {
        List<Placed> placed = CsvProducts.read("""
            \ufeffproductId,name,type,prices,marketProductIds,active
            gem-100,"100 gems, ""shiny\""",CURRENCY,1200 KRW; stripe/US=0.89 USD; /JP=120 JPY,google-play=gem_100,false

            sword,Sword,DURABLE,stripe=5 USD,,
            """, errors);

        assertThat(errors.isEmpty()).isTrue();
        assertThat(placed)
                .containsExactly(
                        new Placed(
                                "row 2",
                                new ProductBody(
                                        "gem-100",
                                        "100 gems, \"shiny\"",
                                        "CURRENCY",
                                        List.of(
                                                new PriceBody(null, null, "1200", "KRW"),
                                                new PriceBody("stripe", "US", "0.89", "USD"),
                                                new PriceBody(null, "JP", "120", "JPY")),
                                        Map.of("google-play", "gem_100"),
                                        null,
                                        null,
                                        false)),
                        new Placed(
                                "row 3",
                                new ProductBody(
                                        "sword",
                                        "Sword",
                                        "DURABLE",
                                        List.of(new PriceBody("stripe", null, "5", "USD")),
                                        Map.of(),
                                        null,
                                        null,
                                        null)));
    }

    @Test
    void namesTheRowOfEachWrongCell() {
        CsvProducts.read("""
            productId,name,type,prices,marketProductIds,active
            a,A,DURABLE,free,google-play,yes
            b,B,DURABLE,1 USD; USD 2,,true
            """, errors);

        assertThatThrownBy(errors::refuseIfAny)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().errors().stream()
                                        .map(FieldError::pointer)
                                        .toList())
                                .containsExactly(
                                        "row 2/prices", "row 2/marketProductIds", "row 2/active", "row 3/prices"));
    }

    @Test
    void refusesWhatLacksAColumnOrIsNoCsv() {
        assertThatThrownBy(() -> CsvProducts.read("productId,name\n", errors)).hasMessageContaining("no column type");
        assertThatThrownBy(() -> CsvProducts.read("", errors)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> CsvProducts.read("productId,name,type,prices\n\"a", errors))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> CsvProducts.read("productId,productId,type,prices\n", errors))
                .isInstanceOf(ProblemException.class);
    }
}
