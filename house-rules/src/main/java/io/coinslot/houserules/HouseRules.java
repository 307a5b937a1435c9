package io.coinslot.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The walls that hold in every module. A module's architecture test calls {@link #check(String)} with its package. */
public final class HouseRules {
    private static final DescribedPredicate<JavaClass> OF_A_TECHNOLOGY = DescribedPredicate.describe(
            "of Mongo, Kafka, Avro or the web",
            type -> type.getPackageName().startsWith("com.mongodb")
                    || type.getPackageName().startsWith("org.bson")
                    || type.getPackageName().startsWith("org.apache.kafka")
                    || type.getPackageName().startsWith("org.springframework.kafka")
                    || type.getPackageName().startsWith("org.apache.avro")
                    || type.getPackageName().startsWith("org.springframework.web")
                    || type.getPackageName().startsWith("jakarta.servlet"));

    private static final DescribedPredicate<JavaClass> FLOATING = DescribedPredicate.describe(
            "floating point",
            type -> type.isEquivalentTo(double.class)
                    || type.isEquivalentTo(float.class)
                    || type.isEquivalentTo(Double.class)
                    || type.isEquivalentTo(Float.class));

    /** A module's classes are read once for all its rules. */
    private static final Map<String, JavaClasses> READ = new ConcurrentHashMap<>();

    private HouseRules() {}

    /** Checks the rules of every module against its classes, tests left out. */
    public static void check(String modulePackage) {
        for (ArchRule rule : List.of(moneyIsNeverFloating(), namesSaySomething())) {
            rule.allowEmptyShould(true).check(classesOf(modulePackage));
        }
    }

    /**
     * Checks that the feature roots of a service know no Mongo, Kafka, Avro or web type. Whatever lies in a package
     * named mongo, kafka, rest, webhook or http, or in the configuration package, may.
     */
    public static void checkFeatureRoots(String modulePackage) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "..mongo..", "..kafka..", "..rest..", "..webhook..", "..http..", "..configuration..")
                .should()
                .dependOnClassesThat(OF_A_TECHNOLOGY)
                .because("the model must be readable and testable without any technology")
                .check(classesOf(modulePackage));
    }

    private static JavaClasses classesOf(String modulePackage) {
        return READ.computeIfAbsent(modulePackage, HouseRules::read);
    }

    /** Reads the folders of classes alone: a module's own are never in an archive, and archives take long to search. */
    private static JavaClasses read(String modulePackage) {
        try {
            List<URL> folders =
                    Collections.list(HouseRules.class.getClassLoader().getResources(modulePackage.replace('.', '/')))
                            .stream()
                            .filter(place -> place.getProtocol().equals("file"))
                            .toList();
            JavaClasses classes = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importUrls(folders);
            if (classes.isEmpty()) {
                throw new IllegalArgumentException("there are no classes in " + modulePackage);
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArchRule moneyIsNeverFloating() {
        return noFields()
                .that()
                .haveNameMatching("(?i).*(amount|price|fee|money|total|net|gross|tax).*")
                .should()
                .haveRawType(FLOATING)
                .because("money is integer minor units");
    }

    private static ArchRule namesSaySomething() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Misc)$")
                .because("such names say nothing about what the type is for");
    }
}
