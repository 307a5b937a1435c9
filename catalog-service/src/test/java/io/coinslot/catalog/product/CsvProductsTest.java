package io.coinslot.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coinslot.catalog.product.ImportFormat.Placed;
import io.coinslot.catalog.product.ProductBody.PriceBody;
import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.servicekit.http.StrictJson;
import io.coinslot.servicekit.problem.FieldError;
import io.coinslot.servicekit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CsvProductsTest {
    private final FieldErrors errors = new FieldErrors();

    @ParameterizedTest
    @ValueSource(strings = {"\"gem,Gem,COUPON,1200 KRW", "\"gem\"x,Gem,COUPON,1200 KRW"})
    void saysInWhichLineAQuotationMarkIsWrongAndNothingOfTheInside(String row) {
        ProblemException refusal = catchThrowableOfType(
                ProblemException.class, () -> CsvProducts.read("productId,name,type,prices\n" + row + "\n", errors));

        assertThat(refusal.problem().detail())
                .isEqualTo("is not CSV at line 2: look for quotation marks that are not closed");
    }

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

        rejected().containsExactly("row 2/prices", "row 2/marketProductIds", "row 2/active", "row 3/prices");
    }

    @Test
    void refusesWhatLacksAColumnOrIsNoCsv() {
        assertThatThrownBy(() -> CsvProducts.read("productId,name\n", errors)).hasMessageContaining("no column type");
        assertThatThrownBy(() -> CsvProducts.read("", errors)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> CsvProducts.read("productId,name,type,prices\n\"a", errors))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesColumnsThatItDoesNotKnowOrFindsTwice() {
        assertThatThrownBy(() -> CsvProducts.read("productId,name,type,prices,saleEndAt\n", errors))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().errors())
                                .singleElement()
                                .extracting(FieldError::pointer)
                                .isEqualTo("row 1"))
                .hasMessageContaining("unknown column at place 5");
        assertThatThrownBy(() -> CsvProducts.read("productId,name,type,prices,\n", errors))
                .hasMessageContaining("unknown column at place 5");
        assertThatThrownBy(() -> CsvProducts.read("productId,name,type,prices,prices\n", errors))
                .hasMessageContaining("column prices twice");
    }

    @Test
    void refusesRowsWithMoreOrFewerCellsThanTheHeader() {
        List<Placed> placed = CsvProducts.read("""
            productId,name,type,prices,active
            a,A,DURABLE,1 USD,true
            b,100 gems, shiny,DURABLE,1 USD,false
            c,C,DURABLE,1 USD
            """, errors);

        assertThat(placed).extracting(Placed::pointer).containsExactly("row 2");
        rejected().containsExactly("row 3", "row 4");
    }

    @Test
    void refusesTwoIdsForOneMarket() {
        CsvProducts.read("""
            productId,name,type,prices,marketProductIds
            a,A,DURABLE,1 USD,google-play=a; google-play=b
            """, errors);

        rejected().containsExactly("row 2/marketProductIds");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] latin =
                "productId,name,type,prices\na,\u00e9p\u00e9e,DURABLE,1 USD\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> new ImportFormat(new StrictJson(JsonMapper.shared())).csv(latin, errors))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not UTF-8 in line 2");
    }

    private ListAssert<String> rejected() {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, errors::refuseIfAny);
        return assertThat(
                refusal.problem().errors().stream().map(FieldError::pointer).toList());
    }
}
