package io.coinslot.catalog.product;

import io.coinslot.catalog.product.ProductBody.PriceBody;
import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.servicekit.problem.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/**
 * Products as CSV (RFC 4180, UTF-8) with a header row: productId, name, type, prices, and if wanted marketProductIds,
 * saleStartsAt, saleEndsAt and active. A cell holds several values separated by ";":
 *
 * <pre>
 * productId,name,type,prices,marketProductIds
 * gem-100,100 gems,CURRENCY,1200 KRW; 0.99 USD; stripe/US=0.89 USD; /JP=120 JPY,google-play=gem_100
 * </pre>
 *
 * A price is "amount currency", before it if wanted "market=", "market/region=" or "/region=". What is not understood is
 * refused, not left out: a column that is misspelt or a cell too many would else be lost in silence.
 */
final class CsvProducts {
    private static final List<String> NEEDED = List.of("productId", "name", "type", "prices");
    private static final List<String> POSSIBLE = List.of("marketProductIds", "saleStartsAt", "saleEndsAt", "active");
    private static final Pattern PRICE = Pattern.compile(
            "(?:(?<market>[a-z-]+)?(?:/(?<region>[A-Z]{2}))?=)?(?<amount>[0-9.]+) +(?<currency>[A-Z]{3})");
    private static final Pattern MARKET_PRODUCT = Pattern.compile("(?<market>[a-z-]+)=(?<id>.+)");
    private static final Pattern LINE = Pattern.compile("line:? ?(\\d+)");
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setAllowMissingColumnNames(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private CsvProducts() {}

    static List<ImportFormat.Placed> read(String text, FieldErrors errors) {
        // Spreadsheets put a byte order mark first, which is no part of the first column's name.
        String csv = text.startsWith("\ufeff") ? text.substring(1) : text;
        try (CSVParser rows = FORMAT.parse(new StringReader(csv))) {
            List<String> columns = rows.getHeaderNames();
            requireColumns(columns);
            List<ImportFormat.Placed> products = new ArrayList<>();
            for (CSVRecord row : rows) {
                String place = "row " + (row.getRecordNumber() + 1);
                if (row.size() == columns.size()) {
                    products.add(new ImportFormat.Placed(place, body(row, place, errors)));
                } else {
                    errors.reject(place, "has " + row.size() + " cells, the header has " + columns.size());
                }
            }
            return products;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw Problem.invalid("", "is not CSV" + line(e) + ": look for quotation marks that are not closed")
                    .asException();
        }
    }

    /** The library's own words name its classes. */
    private static String line(Exception e) {
        Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
        return line.find() ? " at line " + line.group(1) : "";
    }

    private static void requireColumns(List<String> columns) {
        for (String column : NEEDED) {
            if (!columns.contains(column)) {
                throw Problem.invalid("row 1", "has no column " + column).asException();
            }
        }
        FieldErrors errors = new FieldErrors();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < columns.size(); index++) {
            String column = columns.get(index);
            boolean known = NEEDED.contains(column) || POSSIBLE.contains(column);
            errors.require(
                    known,
                    "row 1",
                    "has an unknown column at place " + (index + 1) + "; there may also be "
                            + String.join(", ", POSSIBLE));
            errors.require(!known || seen.add(column), "row 1", "has the column " + column + " twice");
        }
        errors.refuseIfAny();
    }

    private static ProductBody body(CSVRecord row, String place, FieldErrors errors) {
        return new ProductBody(
                cell(row, "productId"),
                cell(row, "name"),
                cell(row, "type"),
                prices(cell(row, "prices"), place + "/prices", errors),
                marketProductIds(cell(row, "marketProductIds"), place + "/marketProductIds", errors),
                cell(row, "saleStartsAt"),
                cell(row, "saleEndsAt"),
                active(cell(row, "active"), place + "/active", errors));
    }

    private static @Nullable String cell(CSVRecord row, String column) {
        if (!row.isMapped(column) || !row.isSet(column) || row.get(column).isEmpty()) {
            return null;
        }
        return row.get(column);
    }

    private static List<@Nullable PriceBody> prices(@Nullable String cell, String pointer, FieldErrors errors) {
        List<@Nullable PriceBody> prices = new ArrayList<>();
        for (String part : parts(cell)) {
            Matcher price = PRICE.matcher(part);
            if (price.matches()) {
                prices.add(new PriceBody(
                        price.group("market"), price.group("region"), price.group("amount"), price.group("currency")));
            } else {
                errors.reject(pointer, part + " is no price such as 1200 KRW or stripe/US=0.99 USD");
            }
        }
        return prices;
    }

    private static Map<String, @Nullable String> marketProductIds(
            @Nullable String cell, String pointer, FieldErrors errors) {
        Map<String, @Nullable String> ids = new LinkedHashMap<>();
        for (String part : parts(cell)) {
            Matcher id = MARKET_PRODUCT.matcher(part);
            if (id.matches()) {
                String repeated = ids.put(id.group("market"), id.group("id").strip());
                errors.require(repeated == null, pointer, "repeats " + id.group("market"));
            } else {
                errors.reject(pointer, part + " is not of the form google-play=gem_100");
            }
        }
        return ids;
    }

    private static List<String> parts(@Nullable String cell) {
        return cell == null
                ? List.of()
                : Pattern.compile(";")
                        .splitAsStream(cell)
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private static @Nullable Boolean active(@Nullable String cell, String pointer, FieldErrors errors) {
        return switch (cell) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> {
                errors.reject(pointer, "must be true or false");
                yield null;
            }
        };
    }
}
