package io.coinslot.localstack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line of a Java process.
 *
 * @param flags of the virtual machine
 * @param properties given as -D
 * @param classpath files, in order
 * @param main class to run
 * @param arguments of the main class
 */
public record JavaCommand(
        List<String> flags, Map<String, String> properties, List<Path> classpath, String main, List<String> arguments) {

    public JavaCommand withFlags(List<String> more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(more);
        return new JavaCommand(all, properties, classpath, main, arguments);
    }

    public JavaCommand withProperty(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put(name, value);
        return new JavaCommand(flags, all, classpath, main, arguments);
    }

    /**
     * The words to start, with everything long in an argument file: operating systems show and keep only the start of
     * a long command line, and the mark at its start is how the process is recognised later.
     */
    public List<String> words(Path java, String mark, Path argumentFile) throws IOException {
        List<String> lines = new ArrayList<>(flags);
        properties.forEach((name, value) -> lines.add("-D" + name + "=" + value));
        lines.add("-cp");
        lines.add(String.join(
                File.pathSeparator, classpath.stream().map(Path::toString).toList()));
        lines.add(main);
        lines.addAll(arguments);
        Files.write(argumentFile, lines.stream().map(JavaCommand::quoted).toList());
        return List.of(java.toString(), mark, "@" + argumentFile);
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The java executable that runs this process. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
