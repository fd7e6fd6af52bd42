package org.opengms.workforce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.opengms.datafile.DataFile;

/// Everything that is given as dated data: what competences ask for, the courses and the lessons,
/// each in all its versions.
public final class TrainingBook {
    private static final DataFile<CompetenceRules> RULES =
            new DataFile<>(
                    CompetenceRules.class,
                    "rules of competences",
                    "OGMS-8805",
                    UnaryOperator.identity());
    private static final DataFile<CourseCatalogue> COURSES =
            new DataFile<>(
                    CourseCatalogue.class,
                    "a catalogue of courses",
                    "OGMS-8806",
                    UnaryOperator.identity());
    private static final DataFile<Lessons> LESSONS =
            new DataFile<>(Lessons.class, "lessons", "OGMS-8807", UnaryOperator.identity());

    private final List<CompetenceRules> rules;
    private final List<CourseCatalogue> courses;
    private final List<Lessons> lessons;

    private TrainingBook(
            List<CompetenceRules> rules, List<CourseCatalogue> courses, List<Lessons> lessons) {
        this.rules = dated(rules, CompetenceRules::validFrom);
        this.courses = dated(courses, CourseCatalogue::validFrom);
        this.lessons = dated(lessons, Lessons::validFrom);
        for (int i = 0; i < this.rules.size(); i++) {
            check(this.rules.get(i));
        }
    }

    private static <T> List<T> dated(List<T> versions, Function<T, LocalDate> from) {
        return versions.stream().sorted(Comparator.comparing(from)).toList();
    }

    /// Every course and lesson that rules name must be known.
    private void check(CompetenceRules version) {
        for (Requirement requirement : version.requirements()) {
            for (CourseId course : requirement.courses()) {
                if (courses.stream().allMatch(c -> c.find(course).isEmpty())) {
                    throw new IllegalArgumentException(
                            "OGMS-8805 Rules %s name course %s, which no catalogue has. Add it to the catalogue or take it out of the rules."
                                    .formatted(version.version(), course));
                }
            }
            requirement
                    .lesson()
                    .filter(lesson -> lessons.stream().allMatch(l -> l.find(lesson).isEmpty()))
                    .ifPresent(lesson -> {
                        throw new IllegalArgumentException(
                                "OGMS-8805 Rules %s name lesson %s, which no file of lessons has. Add it or take it out of the rules."
                                        .formatted(version.version(), lesson));
                    });
        }
    }

    /// What comes with the program.
    public static TrainingBook shipped() {
        return new TrainingBook(
                List.of(RULES.shipped(TrainingBook.class, "competence-rules-2026.1.json")),
                List.of(COURSES.shipped(TrainingBook.class, "course-catalogue-2026.1.json")),
                List.of(LESSONS.shipped(TrainingBook.class, "lessons-2026.1.json")));
    }

    /// What the operator has put into a folder, in place of what comes with the program: files
    /// `competence-rules-….json`, `course-catalogue-….json` and `lessons-….json`. Of a kind of
    /// which there is none, the shipped one holds.
    ///
    /// @throws IllegalArgumentException if a file is not what its name says, naming field and
    ///   reason
    public static TrainingBook in(Path folder) {
        TrainingBook shipped = shipped();
        List<CompetenceRules> rules = read(folder, "competence-rules-", RULES);
        List<CourseCatalogue> courses = read(folder, "course-catalogue-", COURSES);
        List<Lessons> lessons = read(folder, "lessons-", LESSONS);
        return new TrainingBook(
                rules.isEmpty() ? shipped.rules : rules,
                courses.isEmpty() ? shipped.courses : courses,
                lessons.isEmpty() ? shipped.lessons : lessons);
    }

    private static <T> List<T> read(Path folder, String prefix, DataFile<T> form) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<T> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .forEach(file -> found.add(form.read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OGMS-8805 Cannot read the folder %s. Check its permissions.".formatted(folder),
                    e);
        }
        return found;
    }

    /// The rules that hold on a day; before the first ones, these.
    public CompetenceRules rules(LocalDate day) {
        return on(rules, day, CompetenceRules::validFrom);
    }

    /// The catalogue that holds on a day; before the first one, this.
    public CourseCatalogue courses(LocalDate day) {
        return on(courses, day, CourseCatalogue::validFrom);
    }

    /// The lessons that hold on a day; before the first ones, these.
    public Lessons lessons(LocalDate day) {
        return on(lessons, day, Lessons::validFrom);
    }

    private static <T> T on(List<T> versions, LocalDate day, Function<T, LocalDate> from) {
        T found = versions.getFirst();
        for (T version : versions) {
            if (!from.apply(version).isAfter(day)) {
                found = version;
            }
        }
        return found;
    }
}
