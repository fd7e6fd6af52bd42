package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.opengms.directory.ClinicalIndication;
import org.opengms.directory.DigitalDirectory;
import org.opengms.directory.DigitalDirectory.Unmatched;
import org.opengms.directory.DirectoryTest;
import org.opengms.directory.OrderRequirements;
import org.opengms.directory.TestDirectory;

/// Versions of the test directory as FHIR definitions and back, in the shape of the digital test
/// directory (Digital Genomic Test Services, NHS England Genomics implementation guide 2026): an
/// indication is a PlanDefinition, a test an ActivityDefinition, what an order must say a Library.
/// Codes of the older directory (`R69`, `R69.5`) stay as identifiers with the use `old`.
///
/// What the national definitions have no place for (turnaround, routing class, the words of the
/// sheet, age limits of the service's own directories) stands in extensions of the service's own,
/// so that a directory can be read back whole.
public final class DirectoryMapping {
    /// The largest file taken: the national examples have 3 kB.
    private static final long LARGEST_BYTES = 64L << 20;

    private static final int MOST_FILES = 100_000;

    private final FhirText text;

    /// @param fhir a context for FHIR R4
    public DirectoryMapping(FhirContext fhir) {
        this.text = new FhirText(fhir);
    }

    /// Reads resources of the digital test directory from files: single resources or Bundles,
    /// `.json`, in folders and the folders below them. What cannot be used is told, not dropped.
    ///
    /// @throws UncheckedIOException if a folder cannot be listed
    public DigitalDirectory readFiles(List<Path> filesAndFolders) {
        List<Resource> resources = new ArrayList<>();
        List<Unmatched> left = new ArrayList<>();
        for (Path file : filesAndFolders.stream().flatMap(f -> files(f).stream()).toList()) {
            String name = String.valueOf(file.getFileName());
            try {
                if (Files.size(file) > LARGEST_BYTES) {
                    left.add(new Unmatched(name, "the file is larger than 64 MB"));
                    continue;
                }
                Resource resource =
                        text.read(Files.readString(file, StandardCharsets.UTF_8), Resource.class);
                if (resource instanceof Bundle bundle) {
                    bundle.getEntry()
                            .forEach(e -> {
                                if (e.getResource() != null) {
                                    resources.add(e.getResource());
                                }
                            });
                } else {
                    resources.add(resource);
                }
            } catch (FhirProblem problem) {
                left.add(new Unmatched(name, "it cannot be read as FHIR: " + problem.words()));
            } catch (IOException e) {
                left.add(new Unmatched(name, "the file cannot be read"));
            }
        }
        DigitalDirectory read = read(resources);
        left.addAll(read.unmatched());
        return new DigitalDirectory(read.packages(), read.tests(), left);
    }

    private static List<Path> files(Path fileOrFolder) {
        if (!Files.isDirectory(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        try (Stream<Path> all = Files.walk(fileOrFolder)) {
            return all.filter(f -> f.toString().endsWith(".json"))
                    .limit(MOST_FILES)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-3141 Cannot list %s. Check the path and its permissions."
                            .formatted(fileOrFolder),
                    e);
        }
    }

    /// Reads resources of the digital test directory.
    public DigitalDirectory read(List<? extends Resource> resources) {
        return new DigitalReading(resources).read();
    }

    /// An indication as a PlanDefinition.
    public PlanDefinition plan(TestDirectory directory, ClinicalIndication indication) {
        return new DirectoryWriting(directory).plan(indication);
    }

    /// A test as an ActivityDefinition.
    public ActivityDefinition activity(TestDirectory directory, DirectoryTest test) {
        return new DirectoryWriting(directory).activity(test);
    }

    /// What an order for a test must say, as a Library.
    public Library library(OrderRequirements requirements) {
        return DirectoryWriting.library(requirements);
    }

    /// A whole version: PlanDefinitions, ActivityDefinitions, Libraries and SpecimenDefinitions, in
    /// the directory's order.
    public List<Resource> write(TestDirectory directory) {
        return new DirectoryWriting(directory).all();
    }

    /// Reads back a version that [#write] wrote. Turnaround standards that no test has are not
    /// written and so not read.
    ///
    /// @throws FhirProblem if the resources are not of that form
    public TestDirectory readBack(List<? extends Resource> resources) {
        return new DirectoryReading(resources, read(resources)).read();
    }

    /// The version id under which a directory's definitions are kept: its name, in the letters that
    /// FHIR allows.
    public static String versionId(TestDirectory directory) {
        String clean = directory.version().replaceAll("[^A-Za-z0-9.-]", "-");
        return clean.length() > 64 ? clean.substring(0, 64) : clean;
    }
}
