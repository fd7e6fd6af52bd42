package org.opengms.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Marks a test that reads real, published inputs from the folder `../shared/data` beside the
/// checkout. Where the folder is missing the test is skipped and says so, except under `CI=true`,
/// where it runs and fails: continuous integration always has the data.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("real-data")
@ExtendWith(RealData.Present.class)
public @interface RealData {

    /// Decides whether a test marked [RealData] can run here.
    final class Present implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Path folder = SharedData.folder();
            if (Files.isDirectory(folder)) {
                return ConditionEvaluationResult.enabled("real data found");
            }
            if ("true".equals(System.getenv("CI"))) {
                return ConditionEvaluationResult.enabled(
                        "CI must have the real data: this test will fail without it");
            }
            return ConditionEvaluationResult.disabled(
                    "SKIPPED: no real data at " + folder + " (set OPENGMS_SHARED_DATA)");
        }
    }
}
