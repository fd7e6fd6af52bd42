package org.opengms.phenotype;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opengms.genome.GeneId;

/// Compiled phenotype knowledge: the ontology, what each disease shows, and which genes cause which
/// diseases. Immutable once open; safe to share between threads.
///
/// A gene that the gene file links to no annotated disease keeps a profile of its own, made of the
/// features the gene file lists for it.
public final class PhenotypeKnowledge {
    /// The one file inside a bundle's folder.
    public static final String FILE_NAME = "phenotype.knowledge";

    private static final String GENE_PROFILE_NAME = "features listed for the gene itself";

    private final String annotationRelease;
    private final String geneLinkRelease;
    private final Ontology ontology;
    private final int diseases;
    private final String[] ids;
    private final String[] names;
    private final int[] modeBits;
    private final int[] offsets;
    private final int[] terms;
    private final float[] frequencies;
    private final GeneId[] genes;
    private final int[][] geneProfiles;

    private final Map<GeneId, Integer> geneIndex = new HashMap<>();
    private final Map<String, Integer> diseaseIndex = new HashMap<>();
    private final int[][] postings;
    private final float[] informationContent;

    private PhenotypeKnowledge(DataInputStream in) throws IOException {
        annotationRelease = in.readUTF();
        geneLinkRelease = in.readUTF();
        ontology = Ontology.read(in);
        diseases = in.readInt();
        int profiles = in.readInt();
        ids = new String[profiles];
        names = new String[profiles];
        modeBits = new int[profiles];
        offsets = new int[profiles + 1];
        List<int[]> termRows = new ArrayList<>(profiles);
        List<float[]> frequencyRows = new ArrayList<>(profiles);
        for (int profile = 0; profile < profiles; profile++) {
            ids[profile] = in.readUTF();
            names[profile] = in.readUTF();
            modeBits[profile] = in.readInt();
            int size = in.readInt();
            int[] row = new int[size];
            float[] frequencyRow = new float[size];
            for (int i = 0; i < size; i++) {
                row[i] = in.readInt();
                frequencyRow[i] = in.readFloat();
            }
            termRows.add(row);
            frequencyRows.add(frequencyRow);
            offsets[profile + 1] = offsets[profile] + size;
        }
        terms = new int[offsets[profiles]];
        frequencies = new float[offsets[profiles]];
        for (int profile = 0; profile < profiles; profile++) {
            int[] row = termRows.get(profile);
            System.arraycopy(row, 0, terms, offsets[profile], row.length);
            System.arraycopy(
                    frequencyRows.get(profile), 0, frequencies, offsets[profile], row.length);
            if (profile < diseases) {
                diseaseIndex.put(ids[profile], profile);
            }
        }
        genes = new GeneId[in.readInt()];
        geneProfiles = new int[genes.length][];
        for (int gene = 0; gene < genes.length; gene++) {
            genes[gene] = new GeneId(in.readUTF());
            geneProfiles[gene] = new int[in.readInt()];
            for (int i = 0; i < geneProfiles[gene].length; i++) {
                geneProfiles[gene][i] = in.readInt();
            }
            geneIndex.put(genes[gene], gene);
        }
        postings = postings();
        informationContent = contents();
    }

    /// Compiles the files into `folder`.
    ///
    /// The same files and catalogue give the same bytes. Identifiers the ontology does not know,
    /// malformed rows and genes the catalogue does not know are reported, never fatal.
    ///
    /// @param sources the files
    /// @param catalogue resolves NCBI gene numbers; genes are never matched by symbol
    /// @param folder an existing folder; [#FILE_NAME] is written there
    /// @return what was found and what was odd
    /// @throws PhenotypeException OGMS-0302 to OGMS-0305 if a file is unreadable or foreign
    /// @throws IOException if `folder` cannot be written
    public static PhenotypeBuildReport build(
            PhenotypeSources sources, EntrezGenes catalogue, Path folder) throws IOException {
        ReadingLog log = new ReadingLog();
        Ontology ontology = Ontology.read(sources.ontology());
        DiseaseAnnotationReader.Result annotations =
                DiseaseAnnotationReader.read(sources.annotations(), ontology, log);
        GeneLinkReader.Result links = GeneLinkReader.read(sources.genes(), log);

        List<DiseaseProfile> profiles = new ArrayList<>();
        Map<String, Integer> profileOf = new HashMap<>();
        for (DiseaseProfile disease : annotations.diseases().values()) {
            if (!disease.frequencyByTerm.isEmpty()) {
                profileOf.put(disease.id, profiles.size());
                profiles.add(disease);
            }
        }
        int diseases = profiles.size();

        TreeMap<GeneId, TreeSet<Integer>> linked = new TreeMap<>();
        TreeMap<GeneId, DiseaseProfile> own = new TreeMap<>();
        for (GeneLinkReader.Row row : links.rows()) {
            Optional<GeneId> gene = catalogue.find(row.entrezId());
            if (gene.isEmpty()) {
                log.unresolvedGenes.merge(
                        row.symbol() + " (" + row.entrezId() + ")", 1, Integer::sum);
                continue;
            }
            Integer disease = profileOf.get(row.diseaseId());
            if (disease != null) {
                linked.computeIfAbsent(gene.get(), _ -> new TreeSet<>()).add(disease);
                continue;
            }
            int term = log.term(ontology, row.term());
            float frequency = AnnotationFrequency.parse(row.frequency());
            if (term >= 0 && frequency != 0) {
                DiseaseProfile profile =
                        own.computeIfAbsent(
                                gene.get(),
                                id -> new DiseaseProfile(id.toString(), GENE_PROFILE_NAME));
                profile.modes.addAll(InheritanceMode.of(ontology, term));
                if (ontology.isPhenotypicAbnormality(term)) {
                    profile.add(
                            term,
                            Float.isNaN(frequency) ? AnnotationFrequency.NOT_STATED : frequency);
                }
            }
        }
        for (Map.Entry<GeneId, DiseaseProfile> entry : own.entrySet()) {
            if (!linked.containsKey(entry.getKey())
                    && !entry.getValue().frequencyByTerm.isEmpty()) {
                linked.put(entry.getKey(), new TreeSet<>(Set.of(profiles.size())));
                profiles.add(entry.getValue());
            }
        }

        KnowledgeFile.write(
                folder.resolve(FILE_NAME),
                out -> {
                    out.writeUTF(annotations.release());
                    out.writeUTF(links.release());
                    ontology.write(out);
                    out.writeInt(diseases);
                    writeProfiles(out, profiles);
                    out.writeInt(linked.size());
                    for (Map.Entry<GeneId, TreeSet<Integer>> entry : linked.entrySet()) {
                        out.writeUTF(entry.getKey().toString());
                        out.writeInt(entry.getValue().size());
                        for (int profile : entry.getValue()) {
                            out.writeInt(profile);
                        }
                    }
                });
        return new PhenotypeBuildReport(
                ontology.release(),
                annotations.release(),
                links.release(),
                ontology.size(),
                diseases,
                (int) profileOf.keySet().stream().filter(PhenotypeKnowledge::isOmimId).count(),
                linked.size(),
                log.movedTerms,
                log.unknownTerms,
                log.unresolvedGenes,
                log.negatedRows,
                log.zeroFrequencyRows,
                log.malformedRows,
                List.copyOf(log.malformedExamples));
    }

    private static void writeProfiles(DataOutputStream out, List<DiseaseProfile> profiles)
            throws IOException {
        out.writeInt(profiles.size());
        for (DiseaseProfile profile : profiles) {
            out.writeUTF(profile.id);
            out.writeUTF(profile.name);
            out.writeInt(InheritanceMode.bits(profile.modes));
            out.writeInt(profile.frequencyByTerm.size());
            for (Map.Entry<Integer, Float> feature : profile.frequencyByTerm.entrySet()) {
                out.writeInt(feature.getKey());
                out.writeFloat(feature.getValue());
            }
        }
    }

    /// Opens what [#build] wrote.
    ///
    /// @param folder the bundle's folder
    /// @throws PhenotypeException OGMS-0306 if the file is missing, damaged, or not ours
    public static PhenotypeKnowledge open(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        try (DataInputStream in = KnowledgeFile.open(file)) {
            return new PhenotypeKnowledge(in);
        } catch (IOException failure) {
            throw new PhenotypeException(
                    "OGMS-0306",
                    "Phenotype knowledge "
                            + file.getFileName()
                            + " cannot be used: it ends too early. Build the reference bundle"
                            + " again.",
                    failure);
        }
    }

    /// For each term, the profiles that show it or a kind of it, ascending.
    private int[][] postings() {
        int[] counts = new int[ontology.size()];
        int[] lastProfile = new int[ontology.size()];
        Arrays.fill(lastProfile, -1);
        for (int profile = 0; profile < ids.length; profile++) {
            for (int at = offsets[profile]; at < offsets[profile + 1]; at++) {
                for (int ancestor : ontology.rawAncestors(terms[at])) {
                    if (lastProfile[ancestor] != profile) {
                        lastProfile[ancestor] = profile;
                        counts[ancestor]++;
                    }
                }
            }
        }
        int[][] lists = new int[ontology.size()][];
        for (int term = 0; term < lists.length; term++) {
            lists[term] = new int[counts[term]];
        }
        Arrays.fill(counts, 0);
        Arrays.fill(lastProfile, -1);
        for (int profile = 0; profile < ids.length; profile++) {
            for (int at = offsets[profile]; at < offsets[profile + 1]; at++) {
                for (int ancestor : ontology.rawAncestors(terms[at])) {
                    if (lastProfile[ancestor] != profile) {
                        lastProfile[ancestor] = profile;
                        lists[ancestor][counts[ancestor]++] = profile;
                    }
                }
            }
        }
        return lists;
    }

    private float[] contents() {
        int omim = 0;
        for (int profile = 0; profile < diseases; profile++) {
            omim += isOmim(profile) ? 1 : 0;
        }
        // Knowledge without OMIM diseases (another country's, or a test's) counts all of its own.
        boolean countAll = omim == 0;
        int all = Math.max(1, countAll ? diseases : omim);
        float[] contents = new float[ontology.size()];
        for (int term = 0; term < contents.length; term++) {
            int showing = 0;
            for (int profile : postings[term]) {
                showing += profile < diseases && (countAll || isOmim(profile)) ? 1 : 0;
            }
            contents[term] = (float) Math.log((double) all / Math.max(1, showing));
        }
        return contents;
    }

    private static boolean isOmimId(String id) {
        return id.startsWith("OMIM:");
    }

    /// The ontology all terms belong to.
    public Ontology ontology() {
        return ontology;
    }

    /// Release stated by the disease annotations, or empty.
    public String annotationRelease() {
        return annotationRelease;
    }

    /// Release stated by the gene file, or empty.
    public String geneLinkRelease() {
        return geneLinkRelease;
    }

    /// How many diseases have at least one feature.
    public int diseaseCount() {
        return diseases;
    }

    /// How many genes are known.
    public int geneCount() {
        return genes.length;
    }

    /// Whether a gene is linked to a disease or to features of its own.
    public boolean knows(GeneId gene) {
        return geneIndex.containsKey(gene);
    }

    /// Every known gene, ascending.
    public List<GeneId> genes() {
        return List.of(genes);
    }

    /// What the annotations say of a disease; empty if they do not know it.
    ///
    /// @param id for example `OMIM:148600`
    public Optional<Disease> disease(String id) {
        int profile = indexOfDisease(id);
        return profile < 0 ? Optional.empty() : Optional.of(diseaseAt(profile));
    }

    /// The diseases a gene is linked to (or its own profile), by ascending identifier.
    public List<Disease> diseasesOf(GeneId gene) {
        int index = indexOf(gene);
        if (index < 0) {
            return List.of();
        }
        return Arrays.stream(geneProfiles[index]).mapToObj(this::diseaseAt).toList();
    }

    private Disease diseaseAt(int profile) {
        List<Disease.Feature> features = new ArrayList<>();
        for (int at = offsets[profile]; at < offsets[profile + 1]; at++) {
            features.add(new Disease.Feature(ontology.id(terms[at]), frequencies[at]));
        }
        return new Disease(
                ids[profile],
                names[profile],
                List.copyOf(features),
                InheritanceMode.fromBits(modeBits[profile]));
    }

    /// Information content of a term in nats: −ln(share of the OMIM diseases that show it or a kind
    /// of it), ln(number of OMIM diseases) if none does.
    ///
    /// @param term dense number
    public float informationContent(int term) {
        return informationContent[term];
    }

    int profileCount() {
        return ids.length;
    }

    String profileId(int profile) {
        return ids[profile];
    }

    String profileName(int profile) {
        return names[profile];
    }

    Set<InheritanceMode> modesOf(int profile) {
        return InheritanceMode.fromBits(modeBits[profile]);
    }

    boolean isOmim(int profile) {
        return profile < diseases && isOmimId(ids[profile]);
    }

    int offset(int profile) {
        return offsets[profile];
    }

    int termAt(int at) {
        return terms[at];
    }

    float frequencyAt(int at) {
        return frequencies[at];
    }

    /// Not copied: must not be changed.
    int[] showing(int term) {
        return postings[term];
    }

    int indexOf(GeneId gene) {
        return geneIndex.getOrDefault(gene, -1);
    }

    int indexOfDisease(String id) {
        return diseaseIndex.getOrDefault(id, -1);
    }

    GeneId gene(int index) {
        return genes[index];
    }

    /// Not copied: must not be changed.
    int[] profilesOf(int gene) {
        return geneProfiles[gene];
    }
}
