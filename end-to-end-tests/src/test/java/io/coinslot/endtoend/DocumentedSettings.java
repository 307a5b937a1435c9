package io.coinslot.endtoend;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings that source code takes, with their defaults: components of records that are bound by
 * {@code @ConfigurationProperties}, and what {@code @Value} names. A setting without a default has an empty one.
 */
final class DocumentedSettings {
    private static final Pattern RECORD = Pattern.compile("\\brecord (\\w+)\\(");
    private static final Pattern BOUND =
            Pattern.compile("@ConfigurationProperties\\(\"([\\w.-]+)\"\\)\\s+(?:public )?record (\\w+)\\(");
    private static final Pattern VALUE = Pattern.compile("@Value\\(\"\\$\\{(coinslot\\.[\\w.-]+)(?::([^}]*))?}\"\\)");
    private static final Pattern COMPONENT = Pattern.compile(
            "^(?:@DefaultValue(?:\\(\"?([^)\"]*)\"?\\))?\\s+|@Nullable\\s+)*+([\\w.]+)(?:<(.*)>)?\\s+(\\w+)$",
            Pattern.DOTALL);
    /** A default of several texts. */
    private static final Pattern SEVERAL = Pattern.compile("\\(\\{([^{}]*)}\\)");

    private static final Pattern CONSTANT = Pattern.compile("String (\\w+) = \"([\\w-]+)\";");

    /** By the name of a record: its components, as they are written. */
    private final Map<String, String> records = new HashMap<>();

    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, String> found = new TreeMap<>();

    private DocumentedSettings() {}

    /** By name: the default, as it is written. */
    static Map<String, String> in(Iterable<String> sources) {
        DocumentedSettings settings = new DocumentedSettings();
        for (String source : sources) {
            settings.learn(source);
        }
        for (String source : sources) {
            for (MatchResult value : VALUE.matcher(source).results().toList()) {
                settings.found.put(value.group(1), value.group(2) == null ? "" : value.group(2));
            }
            BOUND.matcher(source).results().forEach(bound -> settings.read(bound.group(1), bound.group(2), source));
        }
        return settings.found;
    }

    private void learn(String source) {
        Matcher record = RECORD.matcher(source);
        while (record.find()) {
            records.put(record.group(1), components(source, record.end()));
        }
        CONSTANT.matcher(source).results().forEach(constant -> constants.put(constant.group(1), constant.group(2)));
    }

    private static String components(String source, int from) {
        int depth = 1;
        int end = from;
        while (depth > 0) {
            char next = source.charAt(end++);
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
        }
        return source.substring(from, end - 1);
    }

    private void read(String prefix, String record, String source) {
        // A name of a nested record may be taken elsewhere too: the file's own comes first.
        Matcher own = Pattern.compile("\\brecord " + record + "\\(").matcher(source);
        String all = own.find() ? components(source, own.end()) : records.get(record);
        String ofOneEach = SEVERAL.matcher(all).replaceAll(several -> "(\"" + joined(several.group(1)) + "\")");
        for (String written :
                ofOneEach.replaceAll("<([^<>]*),\\s*([^<>]*)>", "<$1;$2>").split(",")) {
            Matcher component = COMPONENT.matcher(written.strip());
            if (!component.matches()) {
                throw new IllegalStateException("cannot read the component of " + record + ": " + written);
            }
            take(prefix + "." + kebab(component.group(4)), component, source);
        }
    }

    private static String joined(String texts) {
        return texts.replaceAll("[\"\\s]", "").replace(',', ';');
    }

    private void take(String name, Matcher component, String source) {
        String type = component.group(2);
        String inner = component.group(3) == null ? "" : component.group(3).replaceAll(".*;\\s*", "");
        if (records.containsKey(type)) {
            read(name, type, source);
        } else if (type.equals("Map") && records.containsKey(inner)) {
            read(name + ".NAME", inner, source);
        } else if (type.equals("Map")) {
            found.put(name + ".NAME", "");
        } else {
            found.merge(name, literal(component.group(1)), (one, other) -> one.isEmpty() ? other : one);
        }
    }

    private String literal(String written) {
        if (written == null) {
            return "";
        }
        return constants.getOrDefault(written.replaceAll("^[A-Z]\\w*\\.", ""), written.replace(';', ','));
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
