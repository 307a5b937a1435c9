package io.coinslot.simulators.signing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a signature is made over, out of a header {@code Signature-Input: sig=("@method" …);created=…}.
 *
 * @param components as they are written, with quotes and parameters
 * @param parameters without their quotes
 * @param text everything behind {@code sig=}, which is itself part of what is signed
 */
record SignatureInput(List<String> components, Map<String, String> parameters, String text) {
    private static final Pattern WHOLE =
            Pattern.compile("sig=(\\(((?:\"[^\"]+\"(?:;req)? ?)*)\\)((?:;[a-z]+=(?:\"[^\"\\\\]*\"|[0-9]{1,15}))*))");

    private static final Pattern COMPONENT = Pattern.compile("\"[^\"]+\"(?:;req)?");
    private static final Pattern PARAMETER = Pattern.compile(";([a-z]+)=(?:\"([^\"]*)\"|([0-9]+))");

    /** The input in a header of the one form that is spoken here, or null. */
    static @Nullable SignatureInput parse(@Nullable String header) {
        Matcher whole = WHOLE.matcher(header == null ? "" : header.trim());
        if (!whole.matches()) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(whole.group(3));
        while (parameter.find()) {
            String quoted = parameter.group(2);
            if (parameters.put(parameter.group(1), quoted == null ? parameter.group(3) : quoted) != null) {
                return null;
            }
        }
        List<String> components = COMPONENT
                .matcher(whole.group(2))
                .results()
                .map(match -> match.group())
                .toList();
        return new SignatureInput(components, parameters, whole.group(1));
    }

    /** A parameter, empty if it is not there. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** When it was made, in seconds, 0 if that is not said. */
    long createdSeconds() {
        String created = parameter("created");
        return created.isEmpty() || !created.chars().allMatch(Character::isDigit) ? 0 : Long.parseLong(created);
    }
}
