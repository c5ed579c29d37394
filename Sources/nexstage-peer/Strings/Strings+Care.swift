import Replica

/// Backups, packing, carrying a log by hand, several spaces on one laptop.
extension Strings {
    var backingUp: String { choose(en: "Copying", pt: "Copiando") }
    func backedUp(_ report: BackupReport) -> String {
        choose(
            en:
                "\(report.file): \(report.operations) operations, \(size(report.bytes)), checked and "
                + "on the disk.",
            pt:
                "\(report.file): \(report.operations) operações, \(size(report.bytes)), conferido e "
                + "gravado no disco.")
    }
    var backupHasKey: String {
        choose(
            en: "The device's secret key is in it: keep it where you would keep the laptop.",
            pt: "A chave secreta do dispositivo está nele: guarde-o como guardaria o notebook.")
    }

    func restored(_ report: RestoreReport, taken: String) -> String {
        choose(
            en: "This folder is now «\(report.device)» with «\(report.name)» as of \(taken): "
                + "\(report.operations) operations.",
            pt: "Esta pasta agora é «\(report.device)» com «\(report.name)» como em \(taken): "
                + "\(report.operations) operações.")
    }
    func putAside(_ path: String) -> String {
        choose(
            en: "What was here before is kept in \(path).",
            pt: "O que havia aqui antes está guardado em \(path).")
    }
    var nextAfterRestore: String {
        choose(
            en: "Next: run, to fetch from the others what happened since.",
            pt: "A seguir: run, para buscar dos outros o que aconteceu desde então.")
    }

    func repaired(_ report: RepairReport) -> String {
        choose(
            en: "Repaired: \(report.operations) operations, \(report.salvaged) of them only in the "
                + "damaged file. Next: run.",
            pt: "Reparado: \(report.operations) operações, \(report.salvaged) delas só no arquivo "
                + "danificado. A seguir: run.")
    }
    func repairPeerSilent(_ address: String) -> String {
        choose(
            en:
                "Nothing was changed: \(address) doesn't answer, or has not given all that it has. Is "
                + "«run» on there, and is it a member of this event?",
            pt:
                "Nada foi alterado: \(address) não responde, ou não entregou tudo o que tem. O «run» "
                + "está ativo lá, e é membro deste evento?")
    }

    var compacting: String { choose(en: "Packing", pt: "Compactando") }
    func compacted(_ report: CompactReport) -> String {
        choose(
            en: "\(report.operations) operations kept: \(size(report.bytesBefore)) before, "
                + "\(size(report.bytesAfter)) now; \(report.segmentsBefore) segments, now "
                + "\(report.segmentsAfter). The digest is the same.",
            pt: "\(report.operations) operações mantidas: \(size(report.bytesBefore)) antes, "
                + "\(size(report.bytesAfter)) agora; \(report.segmentsBefore) segmentos, agora "
                + "\(report.segmentsAfter). O resumo é o mesmo.")
    }
    var notVacuumed: String {
        choose(
            en:
                "«run» is on, so the file keeps its size: stop it and repeat to give the space back.",
            pt:
                "«run» está ativo, então o arquivo mantém o tamanho: pare-o e repita para devolver o "
                + "espaço.")
    }

    func logImported(_ report: LogImportReport) -> String {
        choose(
            en:
                "\(report.added) operations are new; \(report.unchanged) of \(report.records) parts "
                + "were known.",
            pt:
                "\(report.added) operações são novas; \(report.unchanged) de \(report.records) partes "
                + "já eram conhecidas.")
    }
    func logChecked(_ report: LogImportReport) -> String {
        choose(
            en: "The file is whole and of this event: \(report.records) parts.",
            pt: "O arquivo está inteiro e é deste evento: \(report.records) partes.")
    }
    func refusedRecord(_ place: Int, _ reason: String) -> String {
        choose(
            en: "Part \(place) was refused: \(reason).",
            pt: "A parte \(place) foi recusada: \(reason).")
    }

    func spaceChosen(_ name: String) -> String {
        choose(
            en: "Commands mean «\(name)» from now on.",
            pt: "Os comandos valem para «\(name)» a partir de agora.")
    }
    func spacePurged(_ name: String, files: Int) -> String {
        choose(
            en: "«\(name)» is no longer on this device (\(files) files removed). Backups and other "
                + "devices still have it.",
            pt: "«\(name)» não está mais neste dispositivo (\(files) arquivos removidos). Cópias e "
                + "outros dispositivos ainda o têm.")
    }

    /// A size as people say it.
    func size(_ bytes: Int64) -> String {
        let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")] as [(Int64, String)]
        guard let (unit, name) = units.first(where: { bytes >= $0.0 }) else { return "\(bytes) B" }
        let tenths = (bytes * 10 + unit / 2) / unit
        let point = language == .english ? "." : ","
        return tenths % 10 == 0
            ? "\(tenths / 10) \(name)" : "\(tenths / 10)\(point)\(tenths % 10) \(name)"
    }
}
