package io.coinslot.servicekit.configuration;

import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Spring Security's strict firewall with its own rule for header names and values, told without regular expressions. */
final class HeaderRules {
    private HeaderRules() {}

    static StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(HeaderRules::isName);
        firewall.setAllowedHeaderValues(HeaderRules::isValue);
        return firewall;
    }

    /** Assigned characters that are no control characters. */
    static boolean isName(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (!isPlain(text.charAt(index))) {
                return text.codePoints().allMatch(HeaderRules::isAssignedText);
            }
        }
        return true;
    }

    /** As in names, and tabs. */
    static boolean isValue(String text) {
        return isName(text) || isName(text.replace('\t', ' '));
    }

    private static boolean isPlain(char character) {
        return character >= ' ' && character <= '~';
    }

    private static boolean isAssignedText(int codePoint) {
        return Character.isDefined(codePoint) && Character.getType(codePoint) != Character.CONTROL;
    }
}
