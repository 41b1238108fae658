# What a host does for an order. The local AWS interprets the same file.
resource "aws_ssm_document" "run" {
  name            = local.names.ssm_document
  document_type   = "Command"
  document_format = "JSON"
  content         = file("${path.module}/ssm_document.json")
}
