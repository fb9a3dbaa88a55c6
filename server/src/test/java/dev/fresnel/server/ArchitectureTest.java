package dev.fresnel.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the house, as in docs/architecture.md. */
class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fresnel");

    @Test
    void kube_knows_nothing_of_what_is_above_it() {
        noClasses()
                .that()
                .resideInAPackage("dev.fresnel.kube..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.fresnel.engine..", "dev.fresnel.server..", "dev.fresnel.simulator..")
                .check(CODE);
    }

    @Test
    void the_engine_imports_no_framework() {
        noClasses()
                .that()
                .resideInAPackage("dev.fresnel.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.javalin..",
                        "org.eclipse.jetty..",
                        "jakarta..",
                        "io.fabric8..",
                        "okhttp3..",
                        "java.sql..",
                        "info.picocli..",
                        "dev.fresnel.server..",
                        "dev.fresnel.simulator..")
                .check(CODE);
    }

    @Test
    void the_simulator_knows_nothing_of_engine_and_server() {
        noClasses()
                .that()
                .resideInAPackage("dev.fresnel.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.fresnel.engine..", "dev.fresnel.server..")
                .check(CODE);
    }

    /** The testbed is no part of the program: it starts control planes, and speaks to their etcd. */
    @Test
    void only_kube_speaks_to_api_servers() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.fresnel.kube..", "dev.fresnel.testbed..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", "okhttp3..", "java.net.http..")
                .check(CODE);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.fresnel.(kube).(*)..").should().beFreeOfCycles().check(CODE);
        slices().matching("dev.fresnel.(engine).(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
        slices().matching("dev.fresnel.(simulator).(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
        slices().matching("dev.fresnel.(server).(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    @Test
    void there_are_no_drawers() {
        classes()
                .should()
                .resideOutsideOfPackages("..util..", "..utils..", "..impl..", "..common..", "..helper..", "..misc..")
                .check(CODE);
    }
}
