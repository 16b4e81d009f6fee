# Reads the tables of this folder into R, and builds a quanteda corpus of them.
#
#   source("read_study.R")            # in the folder itself: setwd("...") first
#   study$turns                       # a row a turn: text, who says it, when, in which wave
#   study$codings                     # a row a coding; doc_id ties it to its turn
#   corpus <- build_corpus(study)     # quanteda, with the other columns as docvars
#
# Columns: see docs/exchange-out.md of interviewkit. Texts are UTF-8; what is not known is NA.

study_folder <- if (exists("study_folder")) study_folder else "."

# A cell that a spreadsheet could take for a formula has an apostrophe before it, which goes here.
unguard <- function(cells) {
  if (!is.character(cells)) return(cells)
  sub("^'(?='*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])", "", cells, perl = TRUE)
}

read_table <- function(name) {
  parquet <- file.path(study_folder, paste0(name, ".parquet"))
  if (file.exists(parquet)) {
    if (!requireNamespace("arrow", quietly = TRUE)) {
      stop("these are Parquet files: install.packages(\"arrow\")")
    }
    return(as.data.frame(arrow::read_parquet(parquet)))
  }
  csv <- file.path(study_folder, paste0(name, ".csv"))
  cells <- read.csv(
    csv, fileEncoding = "UTF-8", colClasses = "character", na.strings = "",
    check.names = FALSE, stringsAsFactors = FALSE
  )
  cells[] <- lapply(cells, unguard)
  numbers <- c("turn", "start", "end", "words", "score", "memo")
  for (column in intersect(names(cells), numbers)) cells[[column]] <- as.numeric(cells[[column]])
  known <- grep("^(survey|segment)_", names(cells), value = TRUE)
  cells[known] <- lapply(cells[known], type.convert, as.is = TRUE)
  cells
}

study <- list(
  turns = read_table("turns"),
  codings = read_table("codings"),
  codes = read_table("codes"),
  people = read_table("people"),
  read = read_table("read"),
  memos = read_table("memos")
)

# One document a turn. Each code is a docvar: whether anybody's coding holds there; NA where nobody
# has read the turn for it, which is not the same as "no". `coders` narrows it to some of them.
build_corpus <- function(study, coders = unique(study$codings$coder)) {
  if (!requireNamespace("quanteda", quietly = TRUE)) stop("install.packages(\"quanteda\")")
  turns <- merge(
    study$turns, study$people, by = c("participant", "role"), all.x = TRUE, sort = FALSE
  )
  turns <- turns[match(study$turns$doc_id, turns$doc_id), ]
  of <- study$codings$coder %in% coders & study$codings$status != "rejected"
  found <- study$codings[of & !is.na(study$codings$code), ]
  read <- study$read[study$read$coder %in% coders, ]
  for (code in study$codes$code) {
    for_it <- read$read_for == "all" |
      vapply(strsplit(read$read_for, ";", fixed = TRUE), function(each) code %in% each, logical(1))
    has_it <- turns$doc_id %in% found$doc_id[found$code == code]
    is_read <- turns$doc_id %in% read$doc_id[for_it]
    turns[[paste0("code_", code)]] <- ifelse(has_it, TRUE, ifelse(is_read, FALSE, NA))
  }
  quanteda::corpus(turns, docid_field = "doc_id", text_field = "text")
}
