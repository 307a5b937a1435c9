package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a process is compiled that does too little to earn back the time and memory of the optimizing compiler. Big numbers
 * and signatures are left to that compiler nevertheless: it alone multiplies them with the processor's wide instructions,
 * and an RSA signature takes nine times as long without.
 */
final class QuickCompilation {
    private static final String DIRECTIVES = """
        [
          {match: ["java/math/*.*", "sun/security/*.*"], c2: {Exclude: false}},
          {match: "*.*", c2: {Exclude: true}}
        ]
        """;

    private QuickCompilation() {}

    /**
     * Flags for the virtual machine.
     *
     * @param folder where the compilers' directives are kept while the process runs
     */
    static List<String> flags(Path folder) {
        Path directives = folder.resolve("compiler-directives.json");
        try {
            Files.createDirectories(folder);
            Files.writeString(directives, DIRECTIVES);
        } catch (IOException e) {
            throw new UncheckedIOException(directives + " cannot be written", e);
        }
        return List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:CompilerDirectivesFile=" + directives);
    }
}
