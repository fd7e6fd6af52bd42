package org.opengms.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opengms.fhir.ResourceValidator.Judgement;
import org.opengms.orders.AcceptancePolicy;
import org.opengms.orders.Finding;

/// Checks messages against FHIR R4 and the national profiles with the HAPI validator, without any
/// network: the raw text, so that elements which FHIR does not know are told rather than dropped.
///
/// The validator has the definitions of FHIR R4 and those of the operator's packages, and neither
/// SNOMED CT nor LOINC. What it cannot judge for want of them is told as its limit, never held
/// against the order. Its messages quote the text that they speak of; here every quoted value that
/// could be personal is struck out.
///
/// What breaks FHIR R4 itself is [FindingKind#STRUCTURE_INVALID]; what only a national profile
/// forbids is [FindingKind#PROFILE_INVALID].
///
/// Safe for use by many threads.
public final class FhirStructure {
    private final FhirContext fhir;
    private final AcceptancePolicy policy;
    private final Supplier<NationalPackages> source;
    private final ReentrantLock loading = new ReentrantLock();
    private final Semaphore atOnce = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final ConcurrentLinkedQueue<ResourceValidator> resting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Loaded loaded;

    /// @param packages that were read
    /// @param base the definitions of FHIR R4
    /// @param all those of the packages as well
    private record Loaded(NationalPackages packages, Definitions base, Definitions all) {}

    /// Checks against FHIR R4 alone.
    ///
    /// @param fhir a context for FHIR R4
    /// @param policy grades the findings
    public FhirStructure(FhirContext fhir, AcceptancePolicy policy) {
        this(fhir, policy, NationalPackages.NONE);
    }

    /// @param fhir a context for FHIR R4
    /// @param policy grades the findings
    /// @param packages the national definitions
    public FhirStructure(FhirContext fhir, AcceptancePolicy policy, NationalPackages packages) {
        this(fhir, policy, () -> packages);
    }

    private FhirStructure(
            FhirContext fhir, AcceptancePolicy policy, Supplier<NationalPackages> source) {
        this.fhir = fhir;
        this.policy = policy;
        this.source = source;
    }

    /// Checks with the packages of a folder, which are read by [#warmUp] or the first message, so
    /// that a server need not wait for them before it opens its port.
    ///
    /// @param fhir a context for FHIR R4
    /// @param policy grades the findings
    /// @param folder of the packages
    /// @throws IllegalArgumentException if there is no such folder
    public static FhirStructure withPackagesOf(
            FhirContext fhir, AcceptancePolicy policy, Path folder) {
        NationalPackages.checkFolder(folder);
        return new FhirStructure(fhir, policy, () -> NationalPackages.load(fhir, folder));
    }

    /// What was found in the package folder. Waits until it has been read.
    public PackageReport report() {
        return loaded().packages().report();
    }

    /// Checks a message.
    ///
    /// @param json one resource, usually a Bundle
    /// @return what breaks FHIR first, then what breaks a profile, then advice, then what could not
    ///   be judged, each kind of limit once with the count of its places
    /// @throws FhirProblem if the text is not JSON, or nests too deep to be looked at
    public List<Finding> check(String json) {
        FhirText.checkJson(json);
        Judgement judgement = judged(json);
        return new JudgementReading(json, policy, loaded().packages()).findings(judgement);
    }

    /// As many at once as there are processors: judging is nothing but computing, and each
    /// validator takes its memory.
    private Judgement judged(String json) {
        atOnce.acquireUninterruptibly();
        try {
            ResourceValidator validator = resting.poll();
            if (validator == null) {
                validator = newValidator();
            }
            Judgement judgement = validator.judge(json);
            if (!validator.isWornOut() && judgement.brokeDownAt().isEmpty()) {
                resting.add(validator);
            }
            return judgement;
        } finally {
            atOnce.release();
        }
    }

    private ResourceValidator newValidator() {
        Loaded ready = loaded();
        var plain = new ResourceValidator(ready.base());
        return ready.packages().isEmpty()
                ? plain
                : new ResourceValidator(ready.all(), ready.packages(), plain);
    }

    /// The first message loads the definitions. Those that come meanwhile wait for it: each would
    /// load them all again, and take its share of the processors from the one that began.
    private Loaded loaded() {
        Loaded ready = loaded;
        if (ready != null) {
            return ready;
        }
        loading.lock();
        try {
            ready = loaded;
            if (ready == null) {
                NationalPackages packages = source.get();
                var base = new Definitions(fhir);
                var all = packages.isEmpty() ? base : new Definitions(fhir, packages, base);
                all.makeReady();
                ready = new Loaded(packages, base, all);
                loaded = ready;
            }
            return ready;
        } finally {
            loading.unlock();
        }
    }

    /// Loads the definitions, which takes some seconds, so that no message has to wait for it.
    public void warmUp() {
        check(new FhirText(fhir).write(OrderBundleWriter.write(SampleForm.FORM)));
    }
}
